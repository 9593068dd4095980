package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.subnet;
import static io.netledger.agent.kernel.Wire.BLUE;
import static io.netledger.agent.kernel.Wire.BOTH;
import static io.netledger.agent.kernel.Wire.RED;
import static io.netledger.agent.kernel.Wire.blue;
import static io.netledger.agent.kernel.Wire.differences;
import static io.netledger.agent.kernel.Wire.parent;
import static io.netledger.agent.kernel.Wire.red;
import static io.netledger.agent.kernel.Wire.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.ChildKind;
import io.netledger.agent.plan.ChildKind.Ipvlan.Flag;
import io.netledger.agent.plan.ChildKind.Ipvlan.Mode;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Parent;
import io.netledger.agent.plan.Plan;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ipvlan driver's plans: what packets can do. Run in User-Mode Linux. */
@EnabledIfSystemProperty(named = "netledger.guest", matches = "true")
public class IpvlanGuest {

  @RegisterExtension final TestHost host = new TestHost();

  private LinuxKernel kernel;
  private NetworkNamespace neighbour;

  @BeforeEach
  void open() {
    kernel = host.kernel();
    neighbour = Wire.lay(host);
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void putsSandboxesOnTheWireInModeL2() {
    NetworkSpec network = ipvlan(parent("eth0"), Mode.L2, Flag.BRIDGE);
    Plan plan = plan(List.of(network), BOTH, red(network), blue(network));
    kernel.apply(plan);

    assertThat(host.see(RED, "ip", "-d", "address", "show", "eth0"))
        .contains("ipvlan", "mode l2", "02:00:00:00:00:01", "192.0.2.7/24");
    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.99 dev eth0");
    for (String target : List.of("192.0.2.8", "192.0.2.99", "2001:db8::8", "2001:db8::99")) {
      assertThat(host.pings(RED, target)).as(target).isTrue();
    }
    assertThat(differences(kernel, plan)).isEmpty();
  }

  @Test
  void keepsSandboxesApartWithFlagPrivate() {
    NetworkSpec network = ipvlan(parent("eth0"), Mode.L2, Flag.PRIVATE);
    kernel.apply(plan(List.of(network), BOTH, red(network), blue(network)));

    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
    assertThat(host.pings(BLUE, "2001:db8::99")).isTrue();
    assertThat(host.pings(RED, "192.0.2.8")).isFalse();
    assertThat(host.pings(RED, "2001:db8::8")).isFalse();
  }

  @Test
  void routesBetweenSubnetsWithoutAGatewayInModeL3() {
    routes(Mode.L3);
  }

  @Test
  void routesBetweenSubnetsWithoutAGatewayInModeL3s() {
    routes(Mode.L3S);
  }

  /** Sandboxes of two networks on one parent reach each other: there is no neighbour to ask. */
  private void routes(Mode mode) {
    NetworkSpec network = ipvlan(parent("eth0"), mode, Flag.BRIDGE);
    NetworkSpec other =
        network(
            "abcdef012345",
            network.options(),
            subnet("198.51.100.0/24", "198.51.100.1"),
            subnet("2001:db8:2::/64", "2001:db8:2::1"));
    var far = endpoint("eb1e", other, BLUE, 0, "198.51.100.8/24", "2001:db8:2::8/64");
    Plan plan = plan(List.of(network, other), BOTH, red(network), far);
    kernel.apply(plan);

    assertThat(host.see(RED, "ip", "route")).contains("default dev eth0").doesNotContain("via");
    assertThat(host.see(RED, "ip", "-6", "route")).contains("default dev eth0");
    assertThat(host.pings(RED, "198.51.100.8")).isTrue();
    // a work queue of the kernel says a moment later that the addresses are no longer tentative
    Awaitility.await().until(() -> host.pings(RED, "2001:db8:2::8"));
    assertThat(differences(kernel, plan)).isEmpty();
    TestHost.see(neighbour.file(), "ip", "link", "set", "wire", "down");
    assertThat(host.pings(BLUE, "192.0.2.99")).isFalse();
  }

  @Test
  void makesALinkThatLeadsNowhereWithoutAParent() {
    NetworkSpec network = ipvlan(Optional.empty(), Mode.L2, Flag.BRIDGE);
    String before = state(host);
    Plan plan = plan(List.of(network), BOTH, red(network), blue(network));
    kernel.apply(plan);

    assertThat(host.see("ip", "-d", "link", "show", "dm-0123456789ab"))
        .contains("dummy", "alias netledger:network:" + network.id());
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(RED, "2001:db8::8")).isTrue();
    assertThat(host.pings(RED, "192.0.2.99")).isFalse();
    assertThat(differences(kernel, plan)).isEmpty();
    kernel.undo(plan);
    assertThat(state(host)).isEqualTo(before);
  }

  @Test
  void leavesNothingBehindAndMayBeRepeated() {
    String before = state(host);
    NetworkSpec network = ipvlan(parent("eth0"), Mode.L3, Flag.BRIDGE);
    Plan plan = plan(List.of(network), BOTH, red(network), blue(network));
    kernel.apply(plan);
    String applied = host.see(RED, "ip", "-o", "link") + host.see(RED, "ip", "route");
    kernel.apply(plan);
    assertThat(host.see(RED, "ip", "-o", "link") + host.see(RED, "ip", "route")).isEqualTo(applied);

    kernel.undo(plan);
    assertThat(state(host)).isEqualTo(before);
  }

  @Test
  void knowsThatThisKernelCan() {
    assertThat(kernel.capabilities().present())
        .contains("ipvlan", "macvlan", "vlan", "dummy", "veth", "bridge");
    assertThat(kernel.capabilities().missing()).containsKey("nf_tables");
  }

  private static NetworkSpec ipvlan(Optional<Parent> parent, Mode mode, Flag flag) {
    return network(
        "0123456789ab",
        new DriverOptions.Ipvlan(parent, new ChildKind.Ipvlan(mode, flag), 0),
        subnet("192.0.2.0/24", "192.0.2.99"),
        subnet("2001:db8::/64", "2001:db8::99"));
  }
}
