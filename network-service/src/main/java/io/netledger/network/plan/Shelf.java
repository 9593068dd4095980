package io.netledger.network.plan;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    ENDPOINT,
    SERVICE
  }

  private record Key(Kind kind, String id) {}

  private static final Comparator<Key> ORDER =
      Comparator.comparing(Key::kind).thenComparing(Key::id);

  private final Map<String, PlannedNetwork> networks = new HashMap<>();
  private final Map<String, Long> overlays = new HashMap<>();
  private final Map<String, Integer> users = new HashMap<>();
  private final Map<String, PlannedSandbox> sandboxes = new HashMap<>();
  private final Map<String, PlannedEndpoint> endpoints = new HashMap<>();
  private final Map<String, PlannedService> services = new HashMap<>();
  private final ChangeLog<Key> log;

  final Waiting attaching = new Waiting();
  final Waiting detaching = new Waiting();
  final Waiting preparing = new Waiting();
  final Waiting removing = new Waiting();

  /**
   * @param memory how many gone things are remembered
   */
  Shelf(int memory) {
    this.log = new ChangeLog<>(memory, ORDER, new Key(Kind.NETWORK, ""));
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

  /** False if the host knows it so already. */
  boolean put(PlannedService service) {
    PlannedService before = services.get(service.id());
    boolean news = before == null || !before.says(service);
    if (news) {
      services.put(service.id(), service);
      note(Kind.SERVICE, service.id(), service.revision(), false);
    }
    return news;
  }

  /** False if the host does not have it. */
  boolean removeService(String id, long revision) {
    boolean there = services.remove(id) != null;
    if (there) {
      note(Kind.SERVICE, id, revision, true);
    }
    return there;
  }

  boolean hasNetwork(String id) {
    return networks.containsKey(id);
  }

  @Nullable PlannedEndpoint endpoint(String id) {
    return endpoints.get(id);
  }

  /** The network comes with its first endpoint; true if this is it. */
  boolean put(PlannedEndpoint endpoint, PlannedNetwork network) {
    endpoints.put(endpoint.id(), endpoint);
    note(Kind.ENDPOINT, endpoint.id(), endpoint.revision(), false);
    boolean first = users.merge(network.id(), 1, Integer::sum) == 1;
    if (first) {
      networks.put(network.id(), network);
      if (network.isOverlay()) {
        overlays.put(network.id(), endpoint.revision());
      }
      note(Kind.NETWORK, network.id(), endpoint.revision(), false);
    }
    return first;
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
   * The host is told that the endpoint is gone, whether it ever had it or not; the network and its
   * services go with its last one.
   */
  void removeEndpoint(String id, long revision) {
    PlannedEndpoint endpoint = endpoints.remove(id);
    note(Kind.ENDPOINT, id, revision, true);
    if (endpoint != null && users.merge(endpoint.networkId(), -1, Integer::sum) == 0) {
      users.remove(endpoint.networkId());
      networks.remove(endpoint.networkId());
      overlays.remove(endpoint.networkId());
      note(Kind.NETWORK, endpoint.networkId(), revision, true);
      services.values().stream()
          .filter(service -> service.networkId().equals(endpoint.networkId()))
          .map(PlannedService::id)
          .toList()
          .forEach(service -> removeService(service, revision));
    }
  }

  boolean has(String id) {
    return endpoints.containsKey(id) || sandboxes.containsKey(id);
  }

  /** The revision of the last change, 0 if there was none. */
  long revision() {
    return log.revision();
  }

  /** The overlays that have endpoints on the host, each with the revision since when. */
  Map<String, Long> overlays() {
    return overlays;
  }

  PlannedNetwork network(String id) {
    return requireNonNull(networks.get(id));
  }

  /** Without peers. */
  HostPlan plan(long head) {
    return new HostPlan(
        head,
        List.copyOf(networks.values()),
        List.copyOf(sandboxes.values()),
        List.copyOf(endpoints.values()),
        List.of(),
        List.copyOf(services.values()));
  }

  /** Without peers; empty if some of the changes since {@code revision} are forgotten. */
  Optional<PlanChanges> changesSince(long revision, long head) {
    return log.since(revision).map(changes -> changes(changes, head));
  }

  private PlanChanges changes(List<ChangeLog.Change<Key>> changes, long head) {
    Map<Kind, List<ChangeLog.Change<Key>>> since = new HashMap<>();
    for (ChangeLog.Change<Key> change : changes) {
      since.computeIfAbsent(change.key().kind(), _ -> new ArrayList<>()).add(change);
    }
    return new PlanChanges(
        head,
        present(since.get(Kind.NETWORK), networks),
        present(since.get(Kind.SANDBOX), sandboxes),
        present(since.get(Kind.ENDPOINT), endpoints),
        List.of(),
        present(since.get(Kind.SERVICE), services),
        gone(since.get(Kind.NETWORK)),
        gone(since.get(Kind.SANDBOX)),
        gone(since.get(Kind.ENDPOINT)),
        List.of(),
        gone(since.get(Kind.SERVICE)));
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
    log.note(new Key(kind, id), revision, gone);
  }

  private static <T> List<T> present(
      @Nullable List<ChangeLog.Change<Key>> changes, Map<String, T> things) {
    List<T> present = new ArrayList<>();
    if (changes != null) {
      for (ChangeLog.Change<Key> change : changes) {
        T thing = change.gone() ? null : things.get(change.key().id());
        if (thing != null) {
          present.add(thing);
        }
      }
    }
    return List.copyOf(present);
  }

  private static List<String> gone(@Nullable List<ChangeLog.Change<Key>> changes) {
    return changes == null
        ? List.of()
        : changes.stream().filter(ChangeLog.Change::gone).map(change -> change.key().id()).toList();
  }
}
