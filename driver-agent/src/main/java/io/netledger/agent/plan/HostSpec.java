package io.netledger.agent.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that shall be on this host. Changes as network-service speaks; belongs to one thread.
 *
 * <p>Messages may come from a replica that lags behind. So an endpoint's older spec never replaces
 * a newer one, and an endpoint that is newer than a whole plan is not missing from it. The same
 * holds for the endpoints of other hosts, the peers.
 */
public final class HostSpec {

  private static final int REMEMBERED =
      10_000; // endpoints that are gone: enough for any replica's lag

  private final Map<String, NetworkSpec> networks = new LinkedHashMap<>();
  private final Map<String, SandboxSpec> sandboxes = new LinkedHashMap<>();
  private final Map<String, EndpointSpec> endpoints = new LinkedHashMap<>();
  private final Map<String, Set<String>> endpointsOfSandbox = new HashMap<>();
  private final Guests guests = new Guests();
  private final Map<String, Long> gone = new LinkedHashMap<>();
  private final HeardPeers peers = new HeardPeers();
  private final HeardServices services = new HeardServices();
  private Optional<Underlay> underlay = Optional.empty();

  /** Takes the change over and returns whose plan may be another now. */
  public Set<Owner> take(SpecChange change) {
    Set<Owner> touched = new LinkedHashSet<>();
    switch (change) {
      case SpecChange.Whole whole -> missing(whole).forEach(owner -> remove(owner, whole, touched));
      case SpecChange.Difference difference ->
          difference.removed().forEach(owner -> remove(owner, difference, touched));
    }
    for (NetworkSpec network : change.networks()) {
      put(network, touched);
    }
    for (SandboxSpec sandbox : change.sandboxes()) {
      put(sandbox, touched);
    }
    for (EndpointSpec endpoint : change.endpoints()) {
      put(endpoint, touched);
    }
    for (PeerSpec peer : change.peers()) {
      put(peer, touched);
    }
    for (ServiceSpec service : change.services()) {
      put(service, touched);
    }
    return touched;
  }

  /** Other hosts reach this one so; empty: not at all. */
  public void reachedBy(Optional<Underlay> way) {
    underlay = way;
  }

  public Optional<Underlay> underlay() {
    return underlay;
  }

  /**
   * Those that we have and a whole plan has not, except those that are newer than it. Of peers it
   * says something only if it says their network.
   */
  private List<Owner> missing(SpecChange.Whole whole) {
    List<Owner> missing = new ArrayList<>();
    Set<Owner> said = new LinkedHashSet<>();
    whole.networks().forEach(network -> said.add(network.owner()));
    whole.sandboxes().forEach(sandbox -> said.add(sandbox.owner()));
    whole.endpoints().forEach(endpoint -> said.add(endpoint.owner()));
    whole.peers().forEach(peer -> said.add(peer.owner()));
    peers.all().stream()
        .filter(peer ->
            peer.revision() > whole.revision()
                || !said.contains(new Owner.Network(peer.networkId())))
        .forEach(peer -> said.add(peer.owner()));
    for (EndpointSpec endpoint : endpoints.values()) {
      if (endpoint.revision() > whole.revision()) {
        said.add(new Owner.Network(endpoint.networkId()));
        said.add(new Owner.Sandbox(endpoint.sandboxId()));
        said.add(endpoint.owner());
      }
    }
    owners().filter(owner -> !said.contains(owner)).forEach(missing::add);
    services.missing(whole).forEach(missing::add);
    return missing;
  }

  /** Another network may mean other plans for all that are on it. */
  private void put(NetworkSpec network, Set<Owner> touched) {
    touched.add(network.owner());
    if (!network.equals(networks.put(network.id(), network))) {
      endpoints.values().stream()
          .filter(endpoint -> endpoint.networkId().equals(network.id()))
          .forEach(endpoint -> touched.add(endpoint.owner()));
      peers.on(network.id()).forEach(id -> touched.add(new Owner.Peer(id)));
    }
  }

  /** Also its guests, which may have their donor now, or another. */
  private void put(SandboxSpec sandbox, Set<Owner> touched) {
    Optional.ofNullable(sandboxes.put(sandbox.id(), sandbox)).ifPresent(guests::remove);
    guests.add(sandbox);
    touched.add(sandbox.owner());
    touchGuests(sandbox.id(), touched);
  }

  private void touchGuests(String donorId, Set<Owner> touched) {
    guests.of(donorId).forEach(guest -> touched.add(new Owner.Sandbox(guest)));
  }

  private void put(EndpointSpec endpoint, Set<Owner> touched) {
    EndpointSpec before = endpoints.get(endpoint.id());
    boolean older = before != null && before.revision() > endpoint.revision();
    if (older || gone.getOrDefault(endpoint.id(), -1L) >= endpoint.revision()) {
      return;
    }
    endpoints.put(endpoint.id(), endpoint);
    endpointsOfSandbox
        .computeIfAbsent(endpoint.sandboxId(), _ -> new LinkedHashSet<>())
        .add(endpoint.id());
    touch(endpoint, touched);
  }

  private void put(PeerSpec peer, Set<Owner> touched) {
    if (gone.getOrDefault(peer.id(), -1L) < peer.revision()) {
      peers.put(peer, touched);
    }
  }

  private void put(ServiceSpec service, Set<Owner> touched) {
    if (gone.getOrDefault(service.id(), -1L) < service.revision() && services.put(service)) {
      touched.add(service.owner());
      touchCallers(service.networkId(), touched);
    }
  }

  /** The sandboxes that may call services of the network. */
  private void touchCallers(String networkId, Set<Owner> touched) {
    endpoints.values().stream()
        .filter(endpoint -> endpoint.networkId().equals(networkId))
        .forEach(endpoint -> touched.add(new Owner.Sandbox(endpoint.sandboxId())));
  }

  /** A peer that goes with its network may come again with it, and no newer. */
  private void removeNetwork(String id, Set<Owner> touched) {
    networks.remove(id);
    peers.removeAllOn(id, touched);
  }

  private void removePeer(String id, SpecChange change) {
    if (peers.remove(id) || change instanceof SpecChange.Difference) {
      remember(id, change.revision());
    }
  }

  private void remove(Owner owner, SpecChange change, Set<Owner> touched) {
    touched.add(owner);
    switch (owner) {
      case Owner.Network(var id) -> removeNetwork(id, touched);
      case Owner.Peer(var id) -> removePeer(id, change);
      case Owner.Service(var id) -> {
        remember(id, change.revision());
        services.remove(id).ifPresent(it -> touchCallers(it.networkId(), touched));
      }
      case Owner.Sandbox(var id) -> {
        Optional.ofNullable(sandboxes.remove(id)).ifPresent(guests::remove);
        touchGuests(id, touched);
      }
      case Owner.Endpoint(var id) -> {
        EndpointSpec endpoint = endpoints.remove(id);
        remember(id, change.revision());
        if (endpoint != null) {
          Set<String> siblings = endpointsOfSandbox.getOrDefault(endpoint.sandboxId(), Set.of());
          siblings.remove(id);
          if (siblings.isEmpty()) {
            endpointsOfSandbox.remove(endpoint.sandboxId());
          }
          touch(endpoint, touched);
        }
      }
    }
  }

  /**
   * Also the sandbox's other endpoints, which may get or lose the default route, and the sandbox if
   * there are services that it calls there.
   */
  private void touch(EndpointSpec endpoint, Set<Owner> touched) {
    touched.add(endpoint.owner());
    if (!servicesOn(Set.of(endpoint.networkId())).isEmpty()) {
      touched.add(new Owner.Sandbox(endpoint.sandboxId()));
    }
    endpointsIn(endpoint.sandboxId()).forEach(sibling -> touched.add(sibling.owner()));
  }

  private void remember(String id, long revision) {
    gone.put(id, revision);
    if (gone.size() > REMEMBERED) {
      gone.remove(gone.keySet().iterator().next());
    }
  }

  public boolean has(Owner owner) {
    return switch (owner) {
      case Owner.Network(var id) -> networks.containsKey(id);
      case Owner.Sandbox(var id) -> sandboxes.containsKey(id);
      case Owner.Endpoint(var id) -> endpoints.containsKey(id);
      case Owner.Peer(var id) -> peers.get(id).isPresent();
      case Owner.Service(var id) -> services.get(id).isPresent();
    };
  }

  public Optional<NetworkSpec> network(String id) {
    return Optional.ofNullable(networks.get(id));
  }

  public Optional<SandboxSpec> sandbox(String id) {
    return Optional.ofNullable(sandboxes.get(id));
  }

  public Optional<EndpointSpec> endpoint(String id) {
    return Optional.ofNullable(endpoints.get(id));
  }

  public Optional<PeerSpec> peer(String id) {
    return peers.get(id);
  }

  public Optional<ServiceSpec> service(String id) {
    return services.get(id);
  }

  /** The services on those networks, in the order of their ids. */
  public List<ServiceSpec> servicesOn(Set<String> networkIds) {
    return services.on(networkIds);
  }

  /** The ids of the peers on the network. */
  public Set<String> peersOn(String networkId) {
    return peers.on(networkId);
  }

  public Collection<EndpointSpec> endpoints() {
    return endpoints.values();
  }

  /** The endpoints of a sandbox, in their order. */
  public List<EndpointSpec> endpointsIn(String sandboxId) {
    return endpointsOfSandbox.getOrDefault(sandboxId, Set.of()).stream()
        .map(endpoints::get)
        .sorted(Comparator.comparingInt(EndpointSpec::order).thenComparing(EndpointSpec::id))
        .toList();
  }

  /** The donor of a sandbox, if it is on this host. */
  public Optional<SandboxSpec> donorOf(SandboxSpec sandbox) {
    return sandbox.donorId().flatMap(this::sandbox);
  }

  /** The ids of the sandboxes that share its namespace, or would if it were there. */
  public Set<String> guestsOf(String sandboxId) {
    return guests.of(sandboxId);
  }

  /** Whether it is a sandbox that shares another's namespace. */
  public boolean isGuest(Owner owner) {
    return owner instanceof Owner.Sandbox(var id)
        && sandbox(id).flatMap(SandboxSpec::donorId).isPresent();
  }

  /**
   * Everybody who has a plan: networks, then sandboxes, donors before their guests, then endpoints,
   * then peers.
   */
  public Stream<Owner> owners() {
    return Stream.of(
            networks.keySet().stream().<Owner>map(Owner.Network::new),
            sandboxes.keySet().stream()
                .<Owner>map(Owner.Sandbox::new)
                .sorted(Comparator.comparing(this::isGuest)),
            endpoints.keySet().stream().<Owner>map(Owner.Endpoint::new),
            peers.ids().stream().<Owner>map(Owner.Peer::new))
        .flatMap(it -> it);
  }
}
