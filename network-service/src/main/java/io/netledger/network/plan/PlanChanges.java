package io.netledger.network.plan;

import java.util.List;
import java.util.stream.Stream;

/**
 * What leads from a host's plan to a newer one. Removals come before additions; a network takes its
 * peers with it, so one that is both removed and new has only the peers that are said here.
 *
 * @param revision of the log that the newer plan reflects
 */
public record PlanChanges(
    long revision,
    List<PlannedNetwork> networks,
    List<PlannedSandbox> sandboxes,
    List<PlannedEndpoint> endpoints,
    List<PlannedPeer> peers,
    List<PlannedService> services,
    List<String> removedNetworks,
    List<String> removedSandboxes,
    List<String> removedEndpoints,
    List<String> removedPeers,
    List<String> removedServices) {

  /**
   * This with peers.
   *
   * @param anew networks that shall have no other peers than these
   */
  PlanChanges with(List<PlannedPeer> others, List<String> gone, List<PlannedNetwork> anew) {
    Stream<PlannedNetwork> unsaid = anew.stream().filter(it -> !networks.contains(it));
    return new PlanChanges(
        revision,
        Stream.concat(networks.stream(), unsaid).toList(),
        sandboxes,
        endpoints,
        others,
        services,
        Stream.concat(removedNetworks.stream(), anew.stream().map(PlannedNetwork::id)).toList(),
        removedSandboxes,
        removedEndpoints,
        gone,
        removedServices);
  }

  public boolean isEmpty() {
    return networks.isEmpty()
        && sandboxes.isEmpty()
        && endpoints.isEmpty()
        && peers.isEmpty()
        && services.isEmpty()
        && removedNetworks.isEmpty()
        && removedSandboxes.isEmpty()
        && removedEndpoints.isEmpty()
        && removedPeers.isEmpty()
        && removedServices.isEmpty();
  }
}
