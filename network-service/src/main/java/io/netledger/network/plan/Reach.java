package io.netledger.network.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints of one overlay on all hosts, with what changed when: kept once, not for each of the
 * hosts that hear of it. Not for several threads.
 */
final class Reach {

  /** An endpoint stays on its host for life, so a gone one needs no more to be told by. */
  private record Key(String endpointId, String host) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::endpointId).thenComparing(Key::host);

  private final Map<String, PlannedPeer> peers = new HashMap<>();
  private final Map<String, Set<String>> byHost = new HashMap<>();
  private final ChangeLog<Key> log;

  /**
   * @param memory how many gone endpoints are remembered
   */
  Reach(int memory) {
    this.log = new ChangeLog<>(memory, ORDER, new Key("", ""));
  }

  /** One that cannot be reached is as good as gone to the others. */
  void put(PlannedPeer peer) {
    peers.put(peer.id(), peer);
    byHost.computeIfAbsent(peer.host(), _ -> new HashSet<>()).add(peer.id());
    log.note(new Key(peer.id(), peer.host()), peer.revision(), peer.underlay().isEmpty());
  }

  void remove(String endpointId, long revision) {
    PlannedPeer peer = peers.remove(endpointId);
    if (peer != null) {
      Set<String> left = byHost.getOrDefault(peer.host(), new HashSet<>());
      left.remove(endpointId);
      if (left.isEmpty()) {
        byHost.remove(peer.host());
      }
      log.note(new Key(endpointId, peer.host()), revision, true);
    }
  }

  /** The hosts that have endpoints here, and so hear of all others. */
  Set<String> hosts() {
    return byHost.keySet();
  }

  /** The endpoints that are on the host. */
  List<PlannedPeer> on(String host) {
    return byHost.getOrDefault(host, Set.of()).stream()
        .flatMap(id -> Optional.ofNullable(peers.get(id)).stream())
        .toList();
  }

  /** Those that can be reached from the host on another. */
  List<PlannedPeer> from(String host) {
    return peers.values().stream().filter(peer -> isReached(peer, host)).toList();
  }

  private static boolean isReached(PlannedPeer peer, String host) {
    return peer.underlay().isPresent() && !peer.host().equals(host);
  }

  /** What became different for a host. */
  record Difference(List<PlannedPeer> peers, List<String> removed) {}

  /** Empty if some of the changes since {@code revision} are forgotten. */
  Optional<Difference> since(long revision, String host) {
    return log.since(revision).map(changes -> difference(changes, host));
  }

  private Difference difference(List<ChangeLog.Change<Key>> changes, String host) {
    List<PlannedPeer> now = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (ChangeLog.Change<Key> change : changes) {
      PlannedPeer peer = peers.get(change.key().endpointId());
      if (change.gone() && !change.key().host().equals(host)) {
        removed.add(change.key().endpointId());
      } else if (!change.gone() && peer != null && isReached(peer, host)) {
        now.add(peer);
      }
    }
    return new Difference(now, removed);
  }

  /** The revision of the last change, 0 if there was none. */
  long revision() {
    return log.revision();
  }
}
