package io.netledger.agent.plan;

import io.netledger.address.IpAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of other hosts that this one was told of. Of two that claim one address the newer
 * has it: it was given the address after the other had left.
 */
final class HeardPeers {

  /** An address on a network. */
  private record Seat(String networkId, IpAddress address) {}

  private final Map<String, PeerSpec> peers = new LinkedHashMap<>();
  private final Map<String, Set<String>> byNetwork = new HashMap<>();
  private final Map<Seat, String> bySeat = new HashMap<>();

  void put(PeerSpec peer, Set<Owner> touched) {
    PeerSpec before = peers.get(peer.id());
    if (isNewer(before, peer)) {
      return;
    }
    for (IpAddress address : peer.addresses()) {
      PeerSpec holder = peers.get(bySeat.getOrDefault(new Seat(peer.networkId(), address), ""));
      if (isNewer(holder, peer)) {
        return;
      }
      if (holder != null) {
        remove(holder.id());
        touched.add(holder.owner());
      }
    }
    peers.put(peer.id(), peer);
    byNetwork.computeIfAbsent(peer.networkId(), _ -> new LinkedHashSet<>()).add(peer.id());
    peer.addresses().forEach(it -> bySeat.put(new Seat(peer.networkId(), it), peer.id()));
    touched.add(peer.owner());
  }

  private static boolean isNewer(@Nullable PeerSpec there, PeerSpec peer) {
    return there != null && there.revision() > peer.revision();
  }

  /** Whether it was there. */
  boolean remove(String id) {
    PeerSpec peer = peers.remove(id);
    if (peer == null) {
      return false;
    }
    Set<String> others = byNetwork.getOrDefault(peer.networkId(), new LinkedHashSet<>());
    others.remove(id);
    if (others.isEmpty()) {
      byNetwork.remove(peer.networkId());
    }
    peer.addresses().forEach(it -> bySeat.remove(new Seat(peer.networkId(), it), id));
    return true;
  }

  void removeAllOn(String networkId, Set<Owner> touched) {
    for (String id : on(networkId)) {
      remove(id);
      touched.add(new Owner.Peer(id));
    }
  }

  Optional<PeerSpec> get(String id) {
    return Optional.ofNullable(peers.get(id));
  }

  /** The ids of those on the network. */
  Set<String> on(String networkId) {
    return Set.copyOf(byNetwork.getOrDefault(networkId, Set.of()));
  }

  Set<String> ids() {
    return peers.keySet();
  }

  Collection<PeerSpec> all() {
    return peers.values();
  }
}
