package io.netledger.agent.names;

import io.netledger.agent.plan.Dns;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.SandboxSpec;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * All names of a host, and who sees which: pure data, made from the host's spec. Immutable.
 *
 * @param zones by the id of their network
 * @param holders by the id of their endpoint, of this host and of others, or of their service
 * @param seats by the id of their sandbox
 */
record HostNames(PMap<String, Zone> zones, PMap<String, Holder> holders, PMap<String, Seat> seats) {

  static final HostNames NONE =
      new HostNames(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

  /**
   * Where a sandbox looks.
   *
   * @param networks ids, in the order of connecting
   */
  record Seat(List<String> networks, boolean reachesOut, Dns dns) {}

  Optional<Holder> holder(String endpointId) {
    return Optional.ofNullable(holders.get(endpointId));
  }

  /** What the sandbox sees. */
  View view(String sandboxId) {
    Seat seat = seats.get(sandboxId);
    if (seat == null) {
      return View.NOTHING;
    }
    List<Zone> seen =
        seat.networks().stream()
            .flatMap(id -> Optional.ofNullable(zones.get(id)).stream())
            .toList();
    return new View(seen, seat.reachesOut(), seat.dns());
  }

  /** The names after something has changed for those owners. */
  HostNames after(HostSpec spec, Collection<Owner> touched) {
    HostNames names = this;
    Set<String> endpoints = new LinkedHashSet<>();
    Set<String> sandboxes = new LinkedHashSet<>();
    Set<String> peers = new LinkedHashSet<>();
    Set<String> services = new LinkedHashSet<>();
    for (Owner owner : touched) {
      switch (owner) {
        case Owner.Network(var id) -> names = names.withNetwork(spec, id);
        case Owner.Sandbox(var id) -> {
          sandboxes.add(id);
          spec.endpointsIn(id).forEach(endpoint -> endpoints.add(endpoint.id()));
        }
        case Owner.Endpoint(var id) -> endpoints.add(id);
        case Owner.Peer(var id) -> peers.add(id);
        case Owner.Service(var id) -> services.add(id);
      }
    }
    for (String id : endpoints) {
      Optional.ofNullable(names.holders.get(id)).ifPresent(it -> sandboxes.add(it.sandboxId()));
      spec.endpoint(id).ifPresent(it -> sandboxes.add(it.sandboxId()));
      names = names.withEndpoint(spec, id);
    }
    for (String id : sandboxes) {
      names = names.withSandbox(spec, id);
    }
    for (String id : peers) {
      names = names.withHolder(id, spec.peer(id).map(Holder::of));
    }
    for (String id : services) {
      names = names.withHolder(id, spec.service(id).map(Holder::of));
    }
    return names;
  }

  private HostNames withNetwork(HostSpec spec, String id) {
    Optional<NetworkSpec> network = spec.network(id).filter(NetworkSpec::resolves);
    if (network.isEmpty()) {
      return new HostNames(zones.minus(id), holders, seats);
    }
    String name = network.get().name();
    Zone before = zones.get(id);
    Zone now = before == null ? Zone.of(name) : before.renamed(name);
    return new HostNames(zones.plus(id, now), holders, seats);
  }

  private HostNames withEndpoint(HostSpec spec, String id) {
    Optional<EndpointSpec> endpoint = spec.endpoint(id);
    Optional<Holder> holder =
        endpoint.flatMap(it -> spec.sandbox(it.sandboxId()).map(sandbox -> Holder.of(it, sandbox)));
    return withHolder(id, holder);
  }

  private HostNames withHolder(String id, Optional<Holder> holder) {
    Holder before = holders.get(id);
    PMap<String, Zone> changed = zones;
    if (before != null) {
      Zone zone = changed.get(before.networkId());
      changed = zone == null ? changed : changed.plus(before.networkId(), zone.without(before));
    }
    if (holder.isPresent()) {
      Holder now = holder.get();
      Zone zone = changed.get(now.networkId());
      changed = zone == null ? changed : changed.plus(now.networkId(), zone.with(now));
    }
    return new HostNames(
        changed, holder.map(it -> holders.plus(id, it)).orElseGet(() -> holders.minus(id)), seats);
  }

  private HostNames withSandbox(HostSpec spec, String id) {
    Optional<SandboxSpec> sandbox = spec.sandbox(id);
    if (sandbox.isEmpty()) {
      return new HostNames(zones, holders, seats.minus(id));
    }
    List<EndpointSpec> endpoints = spec.endpointsIn(id);
    var seat =
        new Seat(
            endpoints.stream().map(EndpointSpec::networkId).toList(),
            endpoints.stream().anyMatch(endpoint -> leadsOut(spec, endpoint)),
            sandbox.get().dns());
    return new HostNames(zones, holders, seats.plus(id, seat));
  }

  private static boolean leadsOut(HostSpec spec, EndpointSpec endpoint) {
    return !endpoint.addresses().isEmpty()
        && spec.network(endpoint.networkId()).filter(network -> !network.internal()).isPresent();
  }
}
