package io.netledger.network.plan;

import java.util.List;

/**
 * What leads from a host's plan to a newer one. Removals come before additions.
 *
 * @param revision of the log that the newer plan reflects
 */
public record PlanChanges(
    long revision,
    List<PlannedNetwork> networks,
    List<PlannedSandbox> sandboxes,
    List<PlannedEndpoint> endpoints,
    List<String> removedNetworks,
    List<String> removedSandboxes,
    List<String> removedEndpoints) {

  public boolean isEmpty() {
    return networks.isEmpty()
        && sandboxes.isEmpty()
        && endpoints.isEmpty()
        && removedNetworks.isEmpty()
        && removedSandboxes.isEmpty()
        && removedEndpoints.isEmpty();
  }
}
