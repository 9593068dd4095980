package io.netledger.agent.sync;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.kernel.Told;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Plan;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The peers in the plans that stand, found by what a link may be told of them. */
final class ToldPeers implements Told {

  private final Map<Place<?>, AddPeer> peers = new HashMap<>();

  /**
   * Where something is known.
   *
   * @param about a MAC address or an address
   */
  private record Place<T>(String link, T about) {}

  void add(Plan plan) {
    each(plan, peers::put);
  }

  /** What another peer has now stays. */
  void remove(Plan plan) {
    each(plan, peers::remove);
  }

  void clear() {
    peers.clear();
  }

  private static void each(Plan plan, BiConsumer<Place<?>, AddPeer> action) {
    plan.changes().stream()
        .filter(AddPeer.class::isInstance)
        .map(AddPeer.class::cast)
        .forEach(peer -> {
          action.accept(new Place<>(peer.link(), peer.mac()), peer);
          peer.addresses().forEach(it -> action.accept(new Place<>(peer.link(), it), peer));
        });
  }

  @Override
  public Optional<AddPeer> peer(String link, Mac mac) {
    return Optional.ofNullable(peers.get(new Place<>(link, mac)));
  }

  @Override
  public Optional<AddPeer> peer(String link, IpAddress address) {
    return Optional.ofNullable(peers.get(new Place<>(link, address)));
  }
}
