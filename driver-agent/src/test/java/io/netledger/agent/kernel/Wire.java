package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.ChildKind.Macvlan.Mode;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Parent;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A wire that the host's eth0 is on: one end of a cable, 192.0.2.1, at whose other end is a
 * neighbour, 192.0.2.99; and what can be put on it.
 */
final class Wire {

  static final SandboxSpec RED = sandbox("1ed");
  static final SandboxSpec BLUE = sandbox("b1e");
  static final List<SandboxSpec> BOTH = List.of(RED, BLUE);

  private Wire() {}

  /** Lays the wire and returns the neighbour's namespace. */
  static NetworkNamespace lay(TestHost host) {
    NetworkNamespace neighbour = host.other("neighbour");
    String cable = "ip link add eth0 address 02:00:00:00:00:01 type veth peer name wire netns ";
    host.see((cable + neighbour.file()).split(" "));
    host.see("ip", "address", "add", "192.0.2.1/24", "dev", "eth0");
    host.see("ip", "address", "add", "2001:db8::1/64", "dev", "eth0", "nodad");
    host.see("ip", "link", "set", "eth0", "up");
    var there = neighbour.file();
    TestHost.see(there, "ip", "address", "add", "192.0.2.99/24", "dev", "wire");
    TestHost.see(there, "ip", "address", "add", "2001:db8::99/64", "dev", "wire", "nodad");
    TestHost.see(there, "ip", "link", "set", "wire", "up");
    return neighbour;
  }

  static NetworkSpec macvlan(Mode mode, boolean hostAccess) {
    return network(
        "0123456789ab",
        new DriverOptions.Macvlan(parent("eth0"), mode, hostAccess, 0),
        subnet("192.0.2.0/24", "192.0.2.99"),
        subnet("2001:db8::/64", "2001:db8::99"));
  }

  static Optional<Parent> parent(String name) {
    return Optional.of(new Parent(name));
  }

  static EndpointSpec red(NetworkSpec network) {
    return endpoint("e1ed", network, RED, 0, "192.0.2.7/24", "2001:db8::7/64");
  }

  static EndpointSpec blue(NetworkSpec network) {
    return endpoint("eb1e", network, BLUE, 0, "192.0.2.8/24", "2001:db8::8/64");
  }

  /** What of a plan does not stand, in words. */
  static List<String> differences(LinuxKernel kernel, Plan plan) {
    var seen = kernel.observe(List.of(plan), Set.of(RED.id(), BLUE.id()));
    return kernel.differences(plan, seen).stream().map(Difference::found).toList();
  }

  /** Links, addresses and routes of the host, but for what its cable does a moment later. */
  static String state(TestHost host) {
    return host.see("ip", "-o", "-d", "link").replaceAll("promiscuity.*|<.*?>|state [A-Z]+", "")
        + host.see("ip", "-o", "-4", "address")
        + host.see("ip", "route");
  }
}
