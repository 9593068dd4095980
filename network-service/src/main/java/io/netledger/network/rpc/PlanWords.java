package io.netledger.network.rpc;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.GatewayMode;
import io.netledger.network.plan.HostPlan;
import io.netledger.network.plan.PlanChanges;
import io.netledger.network.plan.PlannedEndpoint;
import io.netledger.network.plan.PlannedNetwork;
import io.netledger.network.plan.PlannedSandbox;
import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;
import io.netledger.proto.agent.v1.BridgeSpec;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.DnsSpec;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.HostStack;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.NoneSpec;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.agent.v1.SandboxSpec;
import io.netledger.proto.agent.v1.Snapshot;
import io.netledger.proto.agent.v1.SubnetSpec;

/** Plans as they go to an agent. */
final class PlanWords {

  private PlanWords() {}

  static PlanMessage message(HostPlan plan) {
    Snapshot.Builder snapshot = Snapshot.newBuilder().setRevision(plan.revision());
    plan.networks().forEach(network -> snapshot.addNetworks(spec(network)));
    plan.sandboxes().forEach(sandbox -> snapshot.addSandboxes(spec(sandbox)));
    plan.endpoints().forEach(endpoint -> snapshot.addEndpoints(spec(endpoint)));
    plan.peers().forEach(peer -> snapshot.addPeers(SharingSpecs.spec(peer)));
    plan.services().forEach(service -> snapshot.addServices(ServiceSpecs.spec(service)));
    return PlanMessage.newBuilder().setSnapshot(snapshot).build();
  }

  static PlanMessage message(PlanChanges plan) {
    Changes.Builder changes =
        Changes.newBuilder()
            .setRevision(plan.revision())
            .addAllRemovedNetworkIds(plan.removedNetworks())
            .addAllRemovedSandboxIds(plan.removedSandboxes())
            .addAllRemovedEndpointIds(plan.removedEndpoints())
            .addAllRemovedPeerIds(plan.removedPeers())
            .addAllRemovedServiceIds(plan.removedServices());
    plan.networks().forEach(network -> changes.addNetworks(spec(network)));
    plan.sandboxes().forEach(sandbox -> changes.addSandboxes(spec(sandbox)));
    plan.endpoints().forEach(endpoint -> changes.addEndpoints(spec(endpoint)));
    plan.peers().forEach(peer -> changes.addPeers(SharingSpecs.spec(peer)));
    plan.services().forEach(service -> changes.addServices(ServiceSpecs.spec(service)));
    return PlanMessage.newBuilder().setChanges(changes).build();
  }

  private static NetworkSpec spec(PlannedNetwork network) {
    NetworkSpec.Builder spec =
        NetworkSpec.newBuilder()
            .setId(network.id())
            .setName(network.name())
            .setResolves(network.resolves())
            .setInternal(network.internal());
    network.subnets().forEach(subnet -> spec.addSubnets(spec(subnet)));
    switch (network.driver()) {
      case DriverOptions.Bridge bridge -> spec.setBridge(spec(bridge));
      case DriverOptions.Overlay overlay -> spec.setOverlay(SharingSpecs.spec(overlay));
      case DriverOptions.Macvlan macvlan -> spec.setMacvlan(SharingSpecs.spec(macvlan));
      case DriverOptions.Ipvlan ipvlan -> spec.setIpvlan(SharingSpecs.spec(ipvlan));
      case DriverOptions.None _ -> spec.setNone(NoneSpec.getDefaultInstance());
      case DriverOptions.Host _, DriverOptions.Unsettled _ -> {
        // nobody is connected to it, so it is in no plan
      }
    }
    return spec.build();
  }

  private static SubnetSpec spec(PlannedNetwork.Subnet subnet) {
    return SubnetSpec.newBuilder()
        .setSubnet(subnet.subnet().toString())
        .setGateway(subnet.gateway().map(Object::toString).orElse(""))
        .build();
  }

  private static BridgeSpec spec(DriverOptions.Bridge bridge) {
    return BridgeSpec.newBuilder()
        .setBridgeName(bridge.bridgeName().orElse(""))
        .setMtu(bridge.mtu().orElse(0))
        .setIcc(bridge.icc())
        .setMasquerade(bridge.masquerade())
        .setGatewayModeIpv4(mode(bridge.gateways().v4()))
        .setGatewayModeIpv6(mode(bridge.gateways().v6()))
        .setInhibitIpv4(bridge.gateways().inhibitV4())
        .build();
  }

  private static io.netledger.proto.agent.v1.GatewayMode mode(GatewayMode mode) {
    return switch (mode) {
      case NAT -> io.netledger.proto.agent.v1.GatewayMode.GATEWAY_MODE_NAT;
      case ROUTED -> io.netledger.proto.agent.v1.GatewayMode.GATEWAY_MODE_ROUTED;
      case ISOLATED -> io.netledger.proto.agent.v1.GatewayMode.GATEWAY_MODE_ISOLATED;
    };
  }

  private static SandboxSpec spec(PlannedSandbox sandbox) {
    SandboxSpec.Builder spec = SandboxSpec.newBuilder().setId(sandbox.id()).setName(sandbox.name());
    sandbox.serviceId().ifPresent(spec::setServiceId);
    switch (sandbox.namespace()) {
      case Namespace.Made _ -> {
        // absent
      }
      case Namespace.AtPath(var path) -> spec.setNetnsPath(path);
      case Namespace.OfProcess(var pid) -> spec.setPid(pid);
      case Namespace.OfDonor(var donor, _, _) -> spec.setDonorId(donor);
      case Namespace.OfGuest(var guest) -> spec.setGuestId(guest);
      case Namespace.OfHost _ -> spec.setHost(HostStack.getDefaultInstance());
    }
    Dns dns = sandbox.dns();
    if (!dns.equals(Dns.OF_HOST)) {
      spec.setDns(
          DnsSpec.newBuilder()
              .addAllServers(dns.servers().stream().map(IpAddress::toString).toList())
              .addAllSearch(dns.search())
              .addAllOptions(dns.options()));
    }
    return spec.build();
  }

  private static EndpointSpec spec(PlannedEndpoint endpoint) {
    return EndpointSpec.newBuilder()
        .setId(endpoint.id())
        .setNetworkId(endpoint.networkId())
        .setSandboxId(endpoint.sandboxId())
        .addAllAddresses(endpoint.addressing().addresses().stream().map(Cidr::toString).toList())
        .setMacAddress(endpoint.addressing().mac().toString())
        .setInterfaceName(endpoint.interfaceName())
        .setOrder(endpoint.order())
        .setGatewayPriority(endpoint.options().gatewayPriority())
        .putAllSysctls(endpoint.options().sysctls())
        .addAllLinkLocalAddresses(
            endpoint.options().linkLocals().stream().map(Object::toString).toList())
        .addAllPorts(endpoint.ports().stream().map(PortWords::spec).toList())
        .setRevision(endpoint.revision())
        .addAllAliases(endpoint.aliases())
        .build();
  }
}
