package io.netledger.network.plan;

import java.util.List;

/**
 * All that a host's kernel shall hold.
 *
 * @param revision of the log that it reflects
 * @param networks that have endpoints on the host
 * @param sandboxes not removed, not refused
 * @param endpoints that have addresses and are not leaving
 * @param peers endpoints of other hosts on those of the networks that are overlays
 * @param services on those networks
 */
public record HostPlan(
    long revision,
    List<PlannedNetwork> networks,
    List<PlannedSandbox> sandboxes,
    List<PlannedEndpoint> endpoints,
    List<PlannedPeer> peers,
    List<PlannedService> services) {

  HostPlan with(List<PlannedPeer> others) {
    return new HostPlan(revision, networks, sandboxes, endpoints, others, services);
  }
}
