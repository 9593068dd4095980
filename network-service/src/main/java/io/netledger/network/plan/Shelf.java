package io.netledger.network.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One host's plan as it grows, with what changed when. Not for several threads.
 *
 * <p>What is gone is remembered, so that a host which was away gets only the difference; of very
 * many the oldest are forgotten, and who stands before them gets the whole.
 */
final class Shelf {

  private enum Kind {
    NETWORK,
    SANDBOX,
    ENDPOINT
  }

  private record Key(Kind kind, String id) {}

  private record Change(long revision, Key key, boolean gone) {}

  private static final Comparator<Change> BY_REVISION =
      Comparator.comparingLong(Change::revision)
          .thenComparing(change -> change.key().kind())
          .thenComparing(change -> change.key().id());

  private final int memory;
  private final Map<String, PlannedNetwork> networks = new HashMap<>();
  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, PlannedSandbox> sandboxes = new HashMap<>();
  private final Map<String, PlannedEndpoint> endpoints = new HashMap<>();
  private final Map<Key, Change> last = new HashMap<>();
  private final TreeSet<Change> changes = new TreeSet<>(BY_REVISION);
  private final TreeSet<Change> goneOnes = new TreeSet<>(BY_REVISION);
  private long forgotten;

  final Waiting attaching = new Waiting();
  final Waiting detaching = new Waiting();
  final Waiting preparing = new Waiting();
  final Waiting removing = new Waiting();

  /**
   * @param memory how many gone things are remembered
   */
  Shelf(int memory) {
    this.memory = memory;
  }

  void put(PlannedSandbox sandbox, long revision) {
    sandboxes.put(sandbox.id(), sandbox);
    note(Kind.SANDBOX, sandbox.id(), revision, false);
  }

  /** The host is told that the sandbox is gone, whether it ever had it or not. */
  void removeSandbox(String id, long revision) {
    sandboxes.remove(id);
    note(Kind.SANDBOX, id, revision, true);
  }

  /** The network comes with its first endpoint. */
  void put(PlannedEndpoint endpoint, PlannedNetwork network) {
    endpoints.put(endpoint.id(), endpoint);
    note(Kind.ENDPOINT, endpoint.id(), endpoint.revision(), false);
    if (users.merge(network.id(), 1, Integer::sum) == 1) {
      networks.put(network.id(), network);
      note(Kind.NETWORK, network.id(), endpoint.revision(), false);
    }
  }

  /** The network is another now; false if the host does not have it. */
  boolean replace(PlannedNetwork network, long revision) {
    boolean there = networks.replace(network.id(), network) != null;
    if (there) {
      note(Kind.NETWORK, network.id(), revision, false);
    }
    return there;
  }

  /**
   * The host is told that the endpoint is gone, whether it ever had it or not; the network goes
   * with its last one.
   */
  void removeEndpoint(String id, long revision) {
    PlannedEndpoint endpoint = endpoints.remove(id);
    note(Kind.ENDPOINT, id, revision, true);
    if (endpoint != null && users.merge(endpoint.networkId(), -1, Integer::sum) == 0) {
      users.remove(endpoint.networkId());
      networks.remove(endpoint.networkId());
      note(Kind.NETWORK, endpoint.networkId(), revision, true);
    }
  }

  boolean has(String id) {
    return endpoints.containsKey(id) || sandboxes.containsKey(id);
  }

  /** The revision of the last change, 0 if there was none. */
  long revision() {
    return changes.isEmpty() ? 0 : changes.last().revision();
  }

  HostPlan plan(long head) {
    return new HostPlan(
        head,
        List.copyOf(networks.values()),
        List.copyOf(sandboxes.values()),
        List.copyOf(endpoints.values()));
  }

  /** Empty if some of the changes since {@code revision} are forgotten. */
  Optional<PlanChanges> changesSince(long revision, long head) {
    if (revision < forgotten) {
      return Optional.empty();
    }
    Map<Kind, List<Change>> since = new HashMap<>();
    for (Change change : changes.tailSet(firstOf(revision + 1))) {
      since.computeIfAbsent(change.key().kind(), _ -> new ArrayList<>()).add(change);
    }
    return Optional.of(
        new PlanChanges(
            head,
            present(since.get(Kind.NETWORK), networks),
            present(since.get(Kind.SANDBOX), sandboxes),
            present(since.get(Kind.ENDPOINT), endpoints),
            gone(since.get(Kind.NETWORK)),
            gone(since.get(Kind.SANDBOX)),
            gone(since.get(Kind.ENDPOINT))));
  }

  Due due(long revision) {
    return new Due(
        attaching.until(revision),
        detaching.until(revision),
        preparing.until(revision),
        removing.until(revision));
  }

  /** The lowest revision that the log waits for the host's word about. */
  long firstDue() {
    return Math.min(
        Math.min(attaching.first(), detaching.first()),
        Math.min(preparing.first(), removing.first()));
  }

  private void note(Kind kind, String id, long revision, boolean gone) {
    Key key = new Key(kind, id);
    Change change = new Change(revision, key, gone);
    Change before = last.put(key, change);
    if (before != null) {
      changes.remove(before);
      goneOnes.remove(before);
    }
    changes.add(change);
    if (gone) {
      goneOnes.add(change);
    }
    while (goneOnes.size() > memory) {
      Change oldest = goneOnes.removeFirst();
      changes.remove(oldest);
      last.remove(oldest.key());
      forgotten = Math.max(forgotten, oldest.revision());
    }
  }

  /** Not after any change of the revision. */
  private static Change firstOf(long revision) {
    return new Change(revision, new Key(Kind.NETWORK, ""), false);
  }

  private static <T> List<T> present(@Nullable List<Change> changes, Map<String, T> things) {
    List<T> present = new ArrayList<>();
    if (changes != null) {
      for (Change change : changes) {
        T thing = change.gone() ? null : things.get(change.key().id());
        if (thing != null) {
          present.add(thing);
        }
      }
    }
    return List.copyOf(present);
  }

  private static List<String> gone(@Nullable List<Change> changes) {
    return changes == null
        ? List.of()
        : changes.stream().filter(Change::gone).map(change -> change.key().id()).toList();
  }
}
