package io.netledger.agent.driver;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Change.AddSandbox;
import io.netledger.agent.plan.Change.ServeNames;
import io.netledger.agent.plan.Change.ShareSandbox;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks the right driver for the plan of each network, sandbox, endpoint and peer of a host. */
public final class HostPlanner {

  private static final Comparator<EndpointSpec> BY_PRIORITY =
      Comparator.comparingInt((EndpointSpec it) -> it.options().gatewayPriority()).reversed();

  private final BridgeDriver bridge = new BridgeDriver();
  private final MacvlanDriver macvlan = new MacvlanDriver();
  private final IpvlanDriver ipvlan = new IpvlanDriver();
  private final NoneDriver none = new NoneDriver();

  /** What shall be in the kernel for {@code owner}; nothing if the spec does not know it. */
  public Plan plan(HostSpec spec, Owner owner) {
    return switch (owner) {
      case Owner.Network(var id) ->
          spec.network(id).map(network -> createNetwork(spec, network)).orElseGet(Plan::nothing);
      case Owner.Sandbox(var id) ->
          spec.sandbox(id).map(sandbox -> enter(spec, sandbox)).orElseGet(Plan::nothing);
      case Owner.Endpoint(var id) ->
          spec.endpoint(id).map(endpoint -> join(spec, endpoint)).orElseGet(Plan::nothing);
      case Owner.Service _ -> Plan.nothing();
      case Owner.Peer(var id) ->
          spec.peer(id).map(peer -> reach(spec, peer)).orElseGet(Plan::nothing);
    };
  }

  /**
   * A guest has its donor's namespace. That it has one comes second, and is the same with any donor
   * and without: so a guest is never without a namespace when its donor changes.
   */
  private static Plan enter(HostSpec spec, SandboxSpec sandbox) {
    Plan own = Plan.of(new AddSandbox(sandbox.netns(), sandbox.origin()));
    return spec.donorOf(sandbox)
        .map(donor -> Plan.of(new ShareSandbox(sandbox.netns(), donor.netns())).then(own))
        .orElseGet(() -> own.then(serve(sandbox)).then(ServiceBalancing.of(spec, sandbox)));
  }

  /** Guests are served where their donor is, and in the host's stack everything is the host's. */
  private static Plan serve(SandboxSpec sandbox) {
    return switch (sandbox.origin()) {
      case Origin.Made _, Origin.AtFile _, Origin.OfProcess _, Origin.OfGuest _ ->
          sandbox.donorId().isPresent() ? Plan.nothing() : Plan.of(new ServeNames(sandbox.netns()));
      case Origin.OfHost _ -> Plan.nothing();
    };
  }

  private Plan createNetwork(HostSpec spec, NetworkSpec network) {
    return switch (network.options()) {
      case DriverOptions.Bridge options -> bridge.createNetwork(network, options);
      case DriverOptions.Overlay options -> overlay(spec).createNetwork(network, options);
      case DriverOptions.Macvlan options -> macvlan.createNetwork(network, options);
      case DriverOptions.Ipvlan options -> ipvlan.createNetwork(network, options);
      case DriverOptions.None options -> none.createNetwork(network, options);
    };
  }

  private static OverlayDriver overlay(HostSpec spec) {
    return new OverlayDriver(spec.underlay());
  }

  private static Plan reach(HostSpec spec, PeerSpec peer) {
    return spec.network(peer.networkId())
        .filter(network -> network.options() instanceof DriverOptions.Overlay)
        .map(_ -> overlay(spec).reach(peer))
        .orElseGet(Plan::nothing);
  }

  private Plan join(HostSpec spec, EndpointSpec endpoint) {
    Optional<NetworkSpec> known = spec.network(endpoint.networkId());
    if (known.isEmpty() || spec.sandbox(endpoint.sandboxId()).isEmpty()) {
      return Plan.nothing();
    }
    NetworkSpec network = known.get();
    List<IpAddress> gateways = defaultRoutes(spec, endpoint);
    return switch (network.options()) {
      case DriverOptions.Bridge options -> bridge.join(network, options, endpoint, gateways);
      case DriverOptions.Overlay options ->
          overlay(spec).join(network, options, endpoint, gateways);
      case DriverOptions.Macvlan options -> macvlan.join(network, options, endpoint, gateways);
      case DriverOptions.Ipvlan options -> ipvlan.join(network, options, endpoint, gateways);
      case DriverOptions.None options -> none.join(network, options, endpoint, gateways);
    };
  }

  /**
   * For each family the sandbox's endpoint with a way out and the highest priority has the default
   * route; among equals the first.
   */
  private static List<IpAddress> defaultRoutes(HostSpec spec, EndpointSpec endpoint) {
    return Stream.of(true, false)
        .flatMap(v4 ->
            spec.endpointsIn(endpoint.sandboxId()).stream()
                .sorted(BY_PRIORITY)
                .filter(candidate -> wayOut(spec, candidate, v4).isPresent())
                .findFirst()
                .filter(first -> first.id().equals(endpoint.id()))
                .flatMap(first -> wayOut(spec, first, v4))
                .stream())
        .toList();
  }

  private static Optional<IpAddress> wayOut(HostSpec spec, EndpointSpec endpoint, boolean v4) {
    return spec.network(endpoint.networkId())
        .filter(network -> !network.internal())
        .flatMap(network ->
            endpoint.addresses().stream()
                .filter(address -> address.isV4() == v4)
                .flatMap(address -> gatewayOf(network, address).stream())
                .findFirst());
  }

  private static Optional<IpAddress> gatewayOf(NetworkSpec network, Cidr address) {
    return network.subnets().stream()
        .filter(subnet -> subnet.cidr().contains(address.address()))
        .flatMap(subnet -> subnet.gateway().stream())
        .findFirst();
  }
}
