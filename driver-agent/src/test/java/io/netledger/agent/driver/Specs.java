package io.netledger.agent.driver;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.PublishedPort;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import io.netledger.agent.plan.Subnet;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Specs for tests, with documentation addresses (RFC 5737, RFC 3849). */
public final class Specs {

  public static final DriverOptions.Bridge BRIDGE =
      new DriverOptions.Bridge(Optional.empty(), 0, true, true, DriverOptions.Gateways.PLAIN);

  private Specs() {}

  /** 64 digits that begin with those given. */
  public static String id(String digits) {
    return digits + "0".repeat(64 - digits.length());
  }

  public static Subnet subnet(String cidr, String gateway) {
    return new Subnet(Cidr.parse(cidr), Optional.of(IpAddress.parse(gateway)));
  }

  public static NetworkSpec network(String digits, DriverOptions options, Subnet... subnets) {
    return new NetworkSpec(id(digits), "network-" + digits, true, List.of(subnets), false, options);
  }

  public static NetworkSpec internal(NetworkSpec network) {
    return new NetworkSpec(
        network.id(),
        network.name(),
        network.resolves(),
        network.subnets(),
        true,
        network.options());
  }

  public static SandboxSpec sandbox(String digits) {
    return new SandboxSpec(id(digits), "sandbox-" + digits, new Origin.Made());
  }

  /** The MAC address is made from the digits. */
  public static EndpointSpec endpoint(
      String digits, NetworkSpec network, SandboxSpec sandbox, int order, String... addresses) {
    return new EndpointSpec(
        id(digits),
        network.id(),
        sandbox.id(),
        Arrays.stream(addresses).map(Cidr::parse).toList(),
        Mac.parse("02:42:00:00:" + digits.substring(0, 2) + ":" + digits.substring(2, 4)),
        "eth" + order,
        order,
        1);
  }

  /** The endpoint as another host hears of it. */
  public static PeerSpec peer(EndpointSpec endpoint, SandboxSpec sandbox, String host) {
    return new PeerSpec(
        endpoint.id(),
        endpoint.networkId(),
        endpoint.addresses().stream().map(Cidr::address).toList(),
        endpoint.mac(),
        IpAddress.parse(host),
        endpoint.revision(),
        sandbox.id(),
        sandbox.name(),
        endpoint.aliases());
  }

  /** The same endpoint with published ports. */
  public static EndpointSpec publishing(EndpointSpec endpoint, PublishedPort... ports) {
    return new EndpointSpec(
        endpoint.id(),
        endpoint.networkId(),
        endpoint.sandboxId(),
        endpoint.addresses(),
        endpoint.mac(),
        endpoint.interfaceName(),
        endpoint.order(),
        endpoint.revision(),
        endpoint.options(),
        endpoint.aliases(),
        List.of(ports));
  }

  /** A TCP port of the sandbox at one of the host. */
  public static PublishedPort tcp(String hostIp, int hostPort, int port) {
    return new PublishedPort(Optional.of(IpAddress.parse(hostIp)), hostPort, port, Protocol.TCP);
  }

  /** The plan of a whole host. */
  public static Plan plan(
      List<NetworkSpec> networks, List<SandboxSpec> sandboxes, EndpointSpec... endpoints) {
    var spec = new HostSpec();
    var planner = new HostPlanner();
    spec.take(new SpecChange.Whole(1, networks, sandboxes, List.of(endpoints)));
    return spec.owners().map(owner -> planner.plan(spec, owner)).reduce(Plan.nothing(), Plan::then);
  }
}
