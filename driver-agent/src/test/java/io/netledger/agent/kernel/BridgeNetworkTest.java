package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.internal;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The bridge driver's plans in a real kernel: what packets can do, and what is left afterwards. */
class BridgeNetworkTest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final SandboxSpec RED = sandbox("1ed");
  private static final SandboxSpec BLUE = sandbox("b1e");
  private static final List<SandboxSpec> BOTH = List.of(RED, BLUE);
  private static final NetworkSpec NETWORK =
      network(
          "0123456789ab",
          BRIDGE,
          subnet("192.0.2.0/24", "192.0.2.1"),
          subnet("2001:db8:1::/64", "2001:db8:1::1"));
  private static final NetworkSpec OTHER =
      network("abcdef012345", BRIDGE, subnet("198.51.100.0/24", "198.51.100.1"));

  private LinuxKernel kernel;

  @BeforeEach
  void open() {
    kernel = host.kernel();
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void connectsTwoSandboxesWithEachOtherAndTheirGateway() throws IOException {
    kernel.apply(plan(List.of(NETWORK), BOTH, red(NETWORK), blue(NETWORK)));

    assertThat(host.see("ip", "-d", "link", "show", "br-0123456789ab"))
        .contains("UP", "bridge", "alias netledger:network:" + NETWORK.id());
    assertThat(host.see(RED, "ip", "address", "show", "eth0"))
        .contains("192.0.2.7/24", "2001:db8:1::7/64", "02:42:00:00:e1:ed", "UP");
    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.1 dev eth0");
    for (String target : List.of("192.0.2.8", "192.0.2.1", "2001:db8:1::8", "2001:db8:1::1")) {
      assertThat(host.pings(RED, target)).as(target).isTrue();
    }
    assertThat(talks(RED, BLUE, "192.0.2.8")).isTrue();
  }

  @Test
  void keepsNetworksApart() throws IOException {
    kernel.apply(plan(List.of(NETWORK, OTHER), BOTH, red(NETWORK), blueOnOther()));

    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
    assertThat(host.pings(BLUE, "198.51.100.1")).isTrue();
    assertThat(host.pings(RED, "198.51.100.8")).isFalse();
    assertThat(host.pings(BLUE, "192.0.2.7")).isFalse();
    assertThat(talks(RED, BLUE, "198.51.100.8")).isFalse();
  }

  @Test
  void masqueradesTowardsTheOutsideAndLetsNothingInButAnswers() throws IOException {
    NetworkNamespace outside = outside();
    kernel.apply(plan(List.of(NETWORK), BOTH, red(NETWORK)));

    assertThat(sourceSeenOutside(outside)).isEqualTo("203.0.113.1");
    TestHost.see(outside.file(), "ip", "route", "add", "192.0.2.0/24", "via", "203.0.113.1");
    assertThatThrownBy(() -> TestHost.see(outside.file(), "ping", "-c1", "-W1", "192.0.2.7"))
        .hasMessageContaining("100% packet loss");
  }

  @Test
  void leavesTheSourceAddressAloneWithoutMasquerade() throws IOException {
    var options =
        new DriverOptions.Bridge(Optional.empty(), 0, true, false, DriverOptions.Gateways.PLAIN);
    NetworkSpec plain = network("0123456789ab", options, subnet("192.0.2.0/24", "192.0.2.1"));
    NetworkNamespace outside = outside();
    TestHost.see(outside.file(), "ip", "route", "add", "192.0.2.0/24", "via", "203.0.113.1");
    kernel.apply(plan(List.of(plain), BOTH, endpoint("e1ed", plain, RED, 0, "192.0.2.7/24")));

    assertThat(sourceSeenOutside(outside)).isEqualTo("192.0.2.7");
  }

  @Test
  void keepsAnInternalNetworkInside() {
    NetworkNamespace outside = outside();
    kernel.apply(plan(List.of(internal(NETWORK)), BOTH, red(NETWORK), blue(NETWORK)));

    assertThat(host.see(RED, "ip", "route")).doesNotContain("default");
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
    TestHost.see(outside.file(), "ip", "route", "add", "192.0.2.0/24", "via", "203.0.113.1");
    host.see(RED, "ip", "route", "add", "default", "via", "192.0.2.1");
    host.namespace().sysctl("net/ipv4/ip_forward", "1");
    assertThat(host.pings(RED, "203.0.113.9")).isFalse();
    host.see("nft", "flush", "chain", "inet", "netledger", "forward");
    assertThat(host.pings(RED, "203.0.113.9")).as("only the firewall was in the way").isTrue();
  }

  @Test
  void keepsSandboxesApartWithoutIcc() {
    var options =
        new DriverOptions.Bridge(Optional.empty(), 0, false, true, DriverOptions.Gateways.PLAIN);
    NetworkSpec closed =
        new NetworkSpec(NETWORK.id(), NETWORK.name(), true, NETWORK.subnets(), false, options);
    kernel.apply(plan(List.of(closed), BOTH, red(closed), blue(closed)));

    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
    assertThat(host.pings(BLUE, "2001:db8:1::1")).isTrue();
    assertThat(host.pings(RED, "192.0.2.8")).isFalse();
    assertThat(host.pings(RED, "2001:db8:1::8")).isFalse();
    // nor by way of the gateway, which would forward it
    host.see(RED, "ip", "route", "add", "192.0.2.8", "via", "192.0.2.1");
    assertThat(host.pings(RED, "192.0.2.8")).isFalse();
  }

  @Test
  void honoursNameMtuAndMac() {
    var options =
        new DriverOptions.Bridge(
            Optional.of("br.0"), 1400, true, true, DriverOptions.Gateways.PLAIN);
    NetworkSpec named = network("0123456789ab", options, subnet("192.0.2.0/24", "192.0.2.1"));
    kernel.apply(plan(List.of(named), BOTH, endpoint("e1ed", named, RED, 0, "192.0.2.7/24")));

    assertThat(host.see("ip", "link", "show", "br.0")).contains("mtu 1400", "0a:01:23:45:67:89");
    assertThat(host.see("ip", "-6", "address", "show", "br.0")).isEmpty();
    assertThat(host.see(RED, "ip", "link", "show", "eth0")).contains("mtu 1400");
    assertThat(host.see(RED, "ip", "-6", "address", "show", "eth0")).isEmpty();
  }

  @Test
  void leavesNothingBehindAndMayBeRepeated() {
    String before = state();
    Plan plan = plan(List.of(NETWORK, OTHER), BOTH, red(NETWORK), blue(NETWORK), blueOnOther());
    kernel.apply(plan);
    String applied = state();
    assertThat(applied).contains("br-0123456789ab", "table inet netledger");
    kernel.apply(plan);
    assertThat(state()).isEqualTo(applied);

    kernel.undo(plan);
    assertThat(state()).isEqualTo(before);
    assertThat(host.sandboxes()).isEmptyDirectory();
    assertThatCode(() -> kernel.undo(plan)).doesNotThrowAnyException();
  }

  @Test
  void refusesAForeignDeviceUnderItsNameAndLeavesIt() {
    host.see("ip", "link", "add", "br-0123456789ab", "type", "bridge");
    String before = state();
    Plan plan = plan(List.of(NETWORK), BOTH, red(NETWORK));

    assertThatThrownBy(() -> kernel.apply(plan))
        .isInstanceOf(KernelRefusal.class)
        .hasMessageContaining("bridge br-0123456789ab is there already and not ours");
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void leavesNothingOfAPlanThatIsRefusedInTheMiddle() {
    NetworkNamespace taken = host.other("taken");
    TestHost.see(taken.file(), "ip", "link", "add", "eth0", "type", "bridge");
    String before = state();
    Plan plan = plan(List.of(NETWORK), List.of(adopted(taken)), red(NETWORK));

    assertThatThrownBy(() -> kernel.apply(plan))
        .isInstanceOf(KernelRefusal.class)
        .hasMessageContaining("File exists");
    assertThat(state()).isEqualTo(before);
    assertThat(TestHost.see(taken.file(), "ip", "link")).contains("eth0");
  }

  @Test
  void adoptsANamespaceAndLeavesItButForItsOwnInterfaces() {
    NetworkNamespace there = host.other("there");
    TestHost.see(there.file(), "ip", "link", "add", "mine", "type", "bridge");
    Plan plan = plan(List.of(NETWORK), List.of(adopted(there)), red(NETWORK));
    kernel.apply(plan);
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();

    kernel.undo(plan);
    assertThat(TestHost.see(there.file(), "ip", "link")).contains("mine").doesNotContain("eth0");
  }

  @Test
  void adoptsTheNamespaceOfAProcessForGood() {
    Process process = TestHost.start(host.other("there").file(), "sleep", "60");
    try {
      TestHost.awaitMove(process);
      var origin = new Origin.OfProcess(Math.toIntExact(process.pid()));
      var sandbox = new SandboxSpec(RED.id(), "adopted", origin);
      kernel.apply(plan(List.of(NETWORK), List.of(sandbox), red(NETWORK)));
      assertThat(host.pings(RED, "192.0.2.1")).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
  }

  private static SandboxSpec adopted(NetworkNamespace there) {
    return new SandboxSpec(RED.id(), "adopted", new Origin.AtFile(there.file()));
  }

  /** A namespace that is one router hop away: 203.0.113.9 behind the host's 203.0.113.1. */
  private NetworkNamespace outside() {
    NetworkNamespace outside = host.other("outside");
    host.see("ip", "link", "add", "up0", "type", "veth", "peer", "name", "down0");
    host.see("ip", "link", "set", "down0", "netns", outside.file().toString());
    host.see("ip", "address", "add", "203.0.113.1/24", "dev", "up0");
    host.see("ip", "link", "set", "up0", "up");
    TestHost.see(outside.file(), "ip", "address", "add", "203.0.113.9/24", "dev", "down0");
    TestHost.see(outside.file(), "ip", "link", "set", "down0", "up");
    return outside;
  }

  private String sourceSeenOutside(NetworkNamespace outside) throws IOException {
    return TcpWitness.sourceOf(outside, "203.0.113.9", host.sandboxes().resolve(RED.id()));
  }

  private boolean talks(SandboxSpec from, SandboxSpec to, String address) throws IOException {
    try (NetworkNamespace there = NetworkNamespace.open(host.sandboxes().resolve(to.id()))) {
      return TcpWitness.connects(there, address, host.sandboxes().resolve(from.id()));
    }
  }

  private String state() {
    return host.see("ip", "-o", "-d", "link").replaceAll("promiscuity.*", "")
        + host.see("ip", "-o", "-4", "address")
        + host.see("ip", "route")
        + host.see("nft", "list", "ruleset");
  }

  private static EndpointSpec red(NetworkSpec network) {
    return endpoint("e1ed", network, RED, 0, "192.0.2.7/24", "2001:db8:1::7/64");
  }

  private static EndpointSpec blue(NetworkSpec network) {
    return endpoint("eb1e", network, BLUE, 0, "192.0.2.8/24", "2001:db8:1::8/64");
  }

  private static EndpointSpec blueOnOther() {
    return endpoint("ef1e", OTHER, BLUE, 1, "198.51.100.8/24");
  }
}
