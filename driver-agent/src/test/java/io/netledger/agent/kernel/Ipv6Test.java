package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.SandboxSpec;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** IPv6 on bridges, with packets. */
class Ipv6Test {

  @RegisterExtension final TestHost host = new TestHost();

  private static final SandboxSpec RED = sandbox("1ed");
  private static final SandboxSpec BLUE = sandbox("b1e");
  private static final NetworkSpec SIX =
      network("0123456789ab", BRIDGE, subnet("2001:db8:1::/64", "2001:db8:1::1"));

  private LinuxKernel kernel;

  @BeforeEach
  void open() {
    kernel = host.kernel();
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  private static EndpointSpec red(NetworkSpec network) {
    return endpoint("e1ed", network, RED, 0, "2001:db8:1::7/64");
  }

  private static EndpointSpec blue(NetworkSpec network) {
    return endpoint("eb1e", network, BLUE, 0, "2001:db8:1::8/64");
  }

  @Test
  void aNetworkNeedsNoIpv4() {
    kernel.apply(plan(List.of(SIX), List.of(RED, BLUE), red(SIX), blue(SIX)));

    assertThat(host.pings(RED, "2001:db8:1::8")).isTrue();
    assertThat(host.pings(BLUE, "2001:db8:1::1")).isTrue();
    assertThat(host.see(RED, "ip", "-6", "route", "show", "default"))
        .contains("via 2001:db8:1::1 dev eth0");
    assertThat(host.see(RED, "ip", "-4", "address", "show", "dev", "eth0")).isEmpty();
    assertThat(host.see("cat", "/proc/sys/net/ipv4/ip_forward").strip())
        .as("nothing is switched on that nobody needs")
        .isEqualTo("0");
  }

  @Test
  void addressesAreUsableAtOnce() {
    kernel.apply(plan(List.of(SIX), List.of(RED), red(SIX)));

    assertThat(host.see(RED, "ip", "-6", "address", "show", "scope", "global", "tentative"))
        .isEmpty();
    assertThat(host.see("ip", "-6", "address", "show", "scope", "global", "tentative")).isEmpty();
    await() // the kernel's own fe80:: has its mark until a work queue has run
        .atMost(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(host.see(RED, "ip", "-6", "address", "show", "tentative")).isEmpty());
  }

  @Test
  void routersAreHeardNeitherInSandboxesNorOnBridges() {
    kernel.apply(plan(List.of(SIX), List.of(RED, BLUE), red(SIX), blue(SIX)));
    InetAddress prefix = InetAddress.ofLiteral("2001:db8:bad::");
    await().until(() -> host.see(BLUE, "ip", "-6", "address", "show", "tentative").isEmpty());

    try (var blue = NetworkNamespace.open(host.sandboxes().resolve(BLUE.id()))) {
      int link =
          Integer.parseInt(host.see(BLUE, "ip", "-o", "link", "show", "eth0").split(":", -1)[0]);
      RouterWitness.advertise(blue, link, prefix);
      assertThat(host.pings(BLUE, "2001:db8:1::7")).as("it has come before this one").isTrue();
      assertThat(host.see(RED, "ip", "-6", "route")).doesNotContain("2001:db8:bad");
      assertThat(host.see("ip", "-6", "route")).doesNotContain("2001:db8:bad");

      host.see(RED, "sysctl", "-qw", "net.ipv6.conf.eth0.accept_ra=1");
      await()
          .untilAsserted(() -> {
            RouterWitness.advertise(blue, link, prefix);
            assertThat(host.see(RED, "ip", "-6", "route"))
                .as("it would be heard")
                .contains("2001:db8:bad::/64");
          });
    }
  }

  @Test
  void packetsToBeyondLeaveWithTheHostsAddress() {
    NetworkNamespace outside = outside();
    kernel.apply(plan(List.of(SIX), List.of(RED), red(SIX)));

    assertThat(host.pings(RED, "2001:db8:f::9"))
        .as("outside knows no way back but to the host")
        .isTrue();
    TestHost.see(outside.file(), "ip", "route", "add", "2001:db8:1::/64", "via", "2001:db8:f::1");
    assertThat(pingsIn(outside)).as("only answers get in").isFalse();
  }

  @Test
  void orWithTheirOwnWithoutMasquerade() {
    NetworkNamespace outside = outside();
    var options =
        new DriverOptions.Bridge(Optional.empty(), 0, true, false, DriverOptions.Gateways.PLAIN);
    NetworkSpec plain =
        network("0123456789ab", options, subnet("2001:db8:1::/64", "2001:db8:1::1"));
    kernel.apply(plan(List.of(plain), List.of(RED), red(plain)));

    assertThat(host.pings(RED, "2001:db8:f::9")).isFalse();
    TestHost.see(outside.file(), "ip", "route", "add", "2001:db8:1::/64", "via", "2001:db8:f::1");
    assertThat(host.pings(RED, "2001:db8:f::9")).isTrue();
  }

  @Test
  void aNetworkMayHaveSeveralSubnets() {
    NetworkSpec several =
        network(
            "0123456789ab",
            BRIDGE,
            subnet("192.0.2.0/24", "192.0.2.1"),
            subnet("198.51.100.0/24", "198.51.100.1"),
            subnet("2001:db8:1::/64", "2001:db8:1::1"),
            subnet("2001:db8:2::/64", "2001:db8:2::1"));
    EndpointSpec first = endpoint("e1ed", several, RED, 0, "192.0.2.7/24", "2001:db8:2::7/64");
    EndpointSpec second = endpoint("eb1e", several, BLUE, 0, "198.51.100.8/24", "2001:db8:1::8/64");
    kernel.apply(plan(List.of(several), List.of(RED, BLUE), first, second));

    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.1 dev eth0");
    assertThat(host.see(BLUE, "ip", "-6", "route")).contains("default via 2001:db8:1::1 dev eth0");
    assertThat(host.pings(RED, "198.51.100.8")).as("through the gateway").isTrue();
    assertThat(host.pings(BLUE, "2001:db8:2::7")).as("through the gateway").isTrue();
  }

  /** A namespace one router hop away: 2001:db8:f::9 behind the host's 2001:db8:f::1. */
  private NetworkNamespace outside() {
    NetworkNamespace outside = host.other("outside");
    host.see("ip", "link", "add", "up0", "type", "veth", "peer", "name", "down0");
    host.see("ip", "link", "set", "down0", "netns", outside.file().toString());
    host.see("ip", "address", "add", "2001:db8:f::1/64", "dev", "up0", "nodad");
    host.see("ip", "link", "set", "up0", "up");
    TestHost.see(
        outside.file(), "ip", "address", "add", "2001:db8:f::9/64", "dev", "down0", "nodad");
    TestHost.see(outside.file(), "ip", "link", "set", "down0", "up");
    return outside;
  }

  private static boolean pingsIn(NetworkNamespace outside) {
    try {
      TestHost.see(outside.file(), "ping", "-n", "-c1", "-W1", "2001:db8:1::7");
      return true;
    } catch (AssertionError _) {
      return false;
    }
  }
}
