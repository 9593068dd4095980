package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.internal;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.publishing;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.DriverOptions.Gateways;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.GatewayMode;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.PublishedPort;
import io.netledger.agent.plan.SandboxSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bridge network's ways to the outside, with real packets. */
class GatewayModeTest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final SandboxSpec RED = sandbox("1ed");
  private static final SandboxSpec BLUE = sandbox("b1e");
  private static final List<SandboxSpec> BOTH = List.of(RED, BLUE);

  private LinuxKernel kernel;

  @BeforeEach
  void open() {
    kernel = host.kernel();
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  private static NetworkSpec with(Gateways gateways) {
    return network(
        "0123456789ab",
        new DriverOptions.Bridge(Optional.empty(), 0, true, true, gateways),
        subnet("192.0.2.0/24", "192.0.2.1"),
        subnet("2001:db8:1::/64", "2001:db8:1::1"));
  }

  private static EndpointSpec red(NetworkSpec network) {
    var http = new PublishedPort(Optional.empty(), 0, 80, Protocol.TCP);
    return publishing(endpoint("e1ed", network, RED, 0, "192.0.2.7/24", "2001:db8:1::7/64"), http);
  }

  private static EndpointSpec blue(NetworkSpec network) {
    return endpoint("eb1e", network, BLUE, 0, "192.0.2.8/24", "2001:db8:1::8/64");
  }

  @Test
  void routedSandboxesAreReachedByTheirOwnAddressAtPublishedPortsOnly() throws IOException {
    NetworkSpec routed = with(new Gateways(GatewayMode.ROUTED, GatewayMode.ROUTED, false));
    NetworkNamespace outside = outside();
    kernel.apply(plan(List.of(routed), BOTH, red(routed)));

    try (NetworkNamespace red = NetworkNamespace.open(host.sandboxes().resolve(RED.id()))) {
      try (var server = PortWitness.at(red, "192.0.2.7", 80);
          var closed = PortWitness.at(red, "192.0.2.7", 81)) {
        assertThat(server.called(outside, "192.0.2.7", 80)).isEqualTo("203.0.113.9");
        assertThat(closed.called(outside, "192.0.2.7", 81)).isEmpty();
        assertThat(server.called(outside, "203.0.113.1", 80)).isEmpty();
      }
      try (var server = PortWitness.at(red, "2001:db8:1::7", 80)) {
        assertThat(server.called(outside, "2001:db8:1::7", 80)).isEqualTo("2001:db8:f:0:0:0:0:9");
      }
      try (var server = PortWitness.at(outside, "203.0.113.9", 80)) {
        assertThat(server.called(red, "203.0.113.9", 80))
            .as("not masqueraded")
            .isEqualTo("192.0.2.7");
      }
    }
  }

  @Test
  void anIsolatedBridgeHasNoAddressOfTheHost() {
    NetworkSpec isolated =
        internal(with(new Gateways(GatewayMode.ISOLATED, GatewayMode.ISOLATED, false)));
    kernel.apply(
        plan(
            List.of(isolated),
            BOTH,
            endpoint("e1ed", isolated, RED, 0, "192.0.2.7/24"),
            blue(isolated)));

    assertThat(host.see("ip", "address", "show", "br-0123456789ab"))
        .doesNotContain("192.0.2.1")
        .doesNotContain("2001:db8:1::1");
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(RED, "192.0.2.1")).isFalse();
  }

  @Test
  void somebodyElseMayBeTheGateway() {
    NetworkSpec inhibited = with(new Gateways(GatewayMode.NAT, GatewayMode.NAT, true));
    EndpointSpec router = endpoint("eb1e", inhibited, BLUE, 0, "192.0.2.1/24");
    kernel.apply(
        plan(
            List.of(inhibited),
            BOTH,
            endpoint("e1ed", inhibited, RED, 0, "192.0.2.7/24", "2001:db8:1::7/64"),
            router));

    assertThat(host.see("ip", "address", "show", "br-0123456789ab"))
        .doesNotContain("192.0.2.1")
        .contains("2001:db8:1::1");
    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.1");
    assertThat(host.pings(RED, "192.0.2.1")).as("answered by the other sandbox").isTrue();
    assertThat(host.pings(RED, "2001:db8:1::1")).isTrue();
  }

  /** A namespace that is one router hop away, and knows the way to the sandboxes. */
  private NetworkNamespace outside() {
    NetworkNamespace outside = host.other("outside");
    host.see("ip", "link", "add", "up0", "type", "veth", "peer", "name", "down0");
    host.see("ip", "link", "set", "down0", "netns", outside.file().toString());
    host.see("ip", "address", "add", "203.0.113.1/24", "dev", "up0");
    host.see("ip", "address", "add", "2001:db8:f::1/64", "dev", "up0", "nodad");
    host.see("ip", "link", "set", "up0", "up");
    for (String address : List.of("203.0.113.9/24", "2001:db8:f::9/64")) {
      TestHost.see(outside.file(), "ip", "address", "add", address, "dev", "down0", "nodad");
    }
    TestHost.see(outside.file(), "ip", "link", "set", "down0", "up");
    TestHost.see(outside.file(), "ip", "route", "add", "192.0.2.0/24", "via", "203.0.113.1");
    TestHost.see(
        outside.file(), "ip", "-6", "route", "add", "2001:db8:1::/64", "via", "2001:db8:f::1");
    return outside;
  }
}
