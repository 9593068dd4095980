package io.netledger.network.plan;

import io.netledger.address.IpAddress;
import io.netledger.network.Happening;
import io.netledger.network.host.HostEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is reached on the overlays, and by which hosts' addresses. A host hears of the others on an
 * overlay only while it has an endpoint of its own there. Not for several threads.
 */
final class Reaches {

  private final int memory;
  private final Map<String, Reach> byNetwork = new HashMap<>();
  private final Map<String, IpAddress> underlays = new HashMap<>();

  /**
   * @param memory how many gone endpoints are remembered of each network
   */
  Reaches(int memory) {
    this.memory = memory;
  }

  /** Returns the hosts that hear of it. */
  Set<String> put(PlannedEndpoint endpoint, String sandboxName, String host) {
    Reach reach = byNetwork.computeIfAbsent(endpoint.networkId(), _ -> new Reach(memory));
    reach.put(
        new PlannedPeer(
            endpoint.id(),
            endpoint.networkId(),
            endpoint.sandboxId(),
            sandboxName,
            endpoint.aliases(),
            endpoint.addressing(),
            host,
            underlay(host),
            endpoint.revision()));
    return reach.hosts();
  }

  /** Returns the hosts that hear of it; none if the network is no overlay. */
  Set<String> remove(String networkId, String endpointId, long revision) {
    Reach reach = byNetwork.get(networkId);
    if (reach == null) {
      return Set.of();
    }
    reach.remove(endpointId, revision);
    return reach.hosts();
  }

  /** The network is no more. */
  void forget(String networkId) {
    byNetwork.remove(networkId);
  }

  private Optional<IpAddress> underlay(String host) {
    return Optional.ofNullable(underlays.get(host));
  }

  /**
   * A boot changes what stands on a host, not what shall; but others may have to reach it anew.
   * Returns the hosts that hear of it.
   */
  Set<String> apply(Happening at, HostEvent event, Shelf shelf) {
    return switch (event) {
      case HostEvent.HostBooted(var boot) -> move(at.id(), shelf, boot.underlay(), at.revision());
      case HostEvent.HostMoved(var address) -> move(at.id(), shelf, address, at.revision());
      case HostEvent.HostRemoved _ -> move(at.id(), shelf, Optional.empty(), at.revision());
      case HostEvent.HostRegistered _,
          HostEvent.HostProbed _,
          HostEvent.HostDrained _,
          HostEvent.HostUndrained _,
          HostEvent.DriftDetected _,
          HostEvent.DriftRepaired _,
          HostEvent.RepairFailed _ ->
          Set.of();
    };
  }

  /** The host is reached by that address from now on, or not at all. */
  private Set<String> move(String host, Shelf shelf, Optional<IpAddress> address, long revision) {
    if (underlay(host).equals(address)) {
      return Set.of();
    }
    address.ifPresentOrElse(it -> underlays.put(host, it), () -> underlays.remove(host));
    Set<String> hearing = new HashSet<>();
    for (String network : shelf.overlays().keySet()) {
      Reach reach = byNetwork.get(network);
      if (reach != null) {
        reach.on(host).forEach(peer -> reach.put(peer.at(address, revision)));
        hearing.addAll(reach.hosts());
      }
    }
    return hearing;
  }

  /** The plan with the host's peers. */
  HostPlan complete(String host, Shelf shelf, HostPlan plan) {
    List<PlannedPeer> peers = new ArrayList<>();
    for (String network : shelf.overlays().keySet()) {
      reach(network).ifPresent(reach -> peers.addAll(reach.from(host)));
    }
    return plan.with(List.copyOf(peers));
  }

  /**
   * The changes with those of the host's peers. An overlay that came to the host in between is said
   * anew, and so is one of which too much is forgotten.
   */
  PlanChanges complete(String host, Shelf shelf, PlanChanges changes, long since) {
    if (shelf.overlays().isEmpty()) {
      return changes;
    }
    List<PlannedPeer> peers = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    Set<String> anew = new HashSet<>();
    shelf
        .overlays()
        .forEach((network, arrival) ->
            reach(network)
                .ifPresent(reach -> {
                  Optional<Reach.Difference> difference =
                      arrival > since ? Optional.empty() : reach.since(since, host);
                  if (difference.isPresent()) {
                    peers.addAll(difference.get().peers());
                    removed.addAll(difference.get().removed());
                  } else {
                    anew.add(network);
                    peers.addAll(reach.from(host));
                  }
                }));
    return changes.with(
        List.copyOf(peers), List.copyOf(removed), anew.stream().map(shelf::network).toList());
  }

  /** The revision of the last change of the host's peers, 0 if there was none. */
  long revision(Shelf shelf) {
    return shelf.overlays().keySet().stream()
        .flatMap(network -> reach(network).stream())
        .mapToLong(Reach::revision)
        .max()
        .orElse(0);
  }

  private Optional<Reach> reach(String network) {
    return Optional.ofNullable(byNetwork.get(network));
  }
}
