package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.internal;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.subnet;
import static io.netledger.agent.kernel.Wire.BLUE;
import static io.netledger.agent.kernel.Wire.BOTH;
import static io.netledger.agent.kernel.Wire.RED;
import static io.netledger.agent.kernel.Wire.blue;
import static io.netledger.agent.kernel.Wire.differences;
import static io.netledger.agent.kernel.Wire.macvlan;
import static io.netledger.agent.kernel.Wire.parent;
import static io.netledger.agent.kernel.Wire.red;
import static io.netledger.agent.kernel.Wire.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.ChildKind.Macvlan.Mode;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The macvlan driver's plans in a real kernel: what packets can do. */
class MacvlanNetworkTest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final NetworkSpec BRIDGED = macvlan(Mode.BRIDGE, false);

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
  void putsSandboxesOnTheWireOfTheParent() {
    kernel.apply(plan(List.of(BRIDGED), BOTH, red(BRIDGED), blue(BRIDGED)));

    assertThat(host.see(RED, "ip", "-d", "address", "show", "eth0"))
        .contains("macvlan mode bridge", "02:42:00:00:e1:ed", "UP", "192.0.2.7/24")
        .contains("2001:db8::7/64", "alias netledger:endpoint:e1ed");
    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.99 dev eth0");
    for (String target : List.of("192.0.2.8", "192.0.2.99", "2001:db8::8", "2001:db8::99")) {
      assertThat(host.pings(RED, target)).as(target).isTrue();
    }
    assertThat(host.pings(RED, "192.0.2.1")).as("a parent and its child cannot talk").isFalse();
    assertThat(host.see("nft", "list", "ruleset")).isEmpty();
  }

  @Test
  void keepsSandboxesApartInModePrivate() {
    NetworkSpec secluded = macvlan(Mode.PRIVATE, false);
    kernel.apply(plan(List.of(secluded), BOTH, red(secluded), blue(secluded)));

    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
    assertThat(host.pings(BLUE, "2001:db8::99")).isTrue();
    assertThat(host.pings(RED, "192.0.2.8")).isFalse();
    assertThat(host.pings(RED, "2001:db8::8")).isFalse();
  }

  @Test
  void needsASwitchOutsideInModeVepa() {
    NetworkSpec vepa = macvlan(Mode.VEPA, false);
    kernel.apply(plan(List.of(vepa), BOTH, red(vepa), blue(vepa)));
    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
    assertThat(host.pings(RED, "192.0.2.8")).isFalse();

    TestHost.see(neighbour.file(), "ip", "link", "add", "switch", "type", "bridge");
    TestHost.see(neighbour.file(), "ip", "link", "set", "wire", "master", "switch");
    TestHost.see(
        neighbour.file(), "ip", "link", "set", "wire", "type", "bridge_slave", "hairpin", "on");
    TestHost.see(neighbour.file(), "ip", "link", "set", "switch", "up");
    Awaitility.await().until(() -> host.pings(RED, "192.0.2.8"));
  }

  @Test
  void givesTheParentToOneSandboxInModePassthru() {
    NetworkSpec alone = macvlan(Mode.PASSTHRU, false);
    kernel.apply(plan(List.of(alone), BOTH, red(alone)));

    assertThat(host.see(RED, "ip", "link", "show", "eth0")).contains("02:00:00:00:00:01");
    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
    assertThatThrownBy(() -> kernel.apply(plan(List.of(alone), List.of(BLUE), blue(alone))))
        .isInstanceOf(KernelRefusal.class)
        .hasMessageContaining("add macvlan eth0");
    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
  }

  @Test
  void letsHostAndSandboxesTalkWithHostAccess() {
    NetworkSpec open = macvlan(Mode.BRIDGE, true);
    Plan plan = plan(List.of(open), BOTH, red(open), blue(open));
    kernel.apply(plan);

    for (String target : List.of("192.0.2.1", "2001:db8::1", "192.0.2.8", "192.0.2.99")) {
      assertThat(host.pings(RED, target)).as(target).isTrue();
    }
    host.see("ping", "-n", "-c1", "-W2", "192.0.2.7");
    host.see("ping", "-n", "-c1", "-W2", "2001:db8::8");
    assertThat(differences(kernel, plan)).isEmpty();
    kernel.undo(plan(List.of(), BOTH, red(open)));
    assertThat(host.see("ip", "route")).contains("192.0.2.7 dev nls0123456789ab");
    kernel.undo(plan);
    assertThat(host.see("ip", "link")).doesNotContain("nls");
  }

  /** Else they would find two MAC addresses for the host. */
  @Test
  void answersOthersOnTheWireByTheParentOnly() {
    NetworkSpec open = macvlan(Mode.BRIDGE, true);
    kernel.apply(plan(List.of(open), BOTH, red(open)));

    TestHost.see(neighbour.file(), "ping", "-n", "-c3", "-i0.2", "-W2", "192.0.2.1");
    assertThat(TestHost.see(neighbour.file(), "ip", "neighbour", "show", "192.0.2.1"))
        .contains("02:00:00:00:00:01");
  }

  @Test
  void refusesHostAccessWithoutAnAddressOfTheHost() {
    host.see("ip", "address", "flush", "dev", "eth0");
    NetworkSpec open = macvlan(Mode.BRIDGE, true);
    String before = state(host);

    assertThatThrownBy(() -> kernel.apply(plan(List.of(open), BOTH, red(open))))
        .hasMessage(
            "parent eth0 has no address in 192.0.2.0/24 by which sandboxes could reach the host");
    assertThat(state(host)).isEqualTo(before);
  }

  @Test
  void givesNoWayOutOfAnInternalNetwork() {
    NetworkSpec inner = internal(BRIDGED);
    kernel.apply(plan(List.of(inner), BOTH, red(inner), blue(inner)));

    assertThat(host.see(RED, "ip", "route")).doesNotContain("default");
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
  }

  @Test
  void honoursTheMtu() {
    var options = new DriverOptions.Macvlan(parent("eth0"), Mode.BRIDGE, false, 1400);
    NetworkSpec small = network("0123456789ab", options, subnet("192.0.2.0/24", "192.0.2.99"));
    kernel.apply(plan(List.of(small), BOTH, endpoint("e1ed", small, RED, 0, "192.0.2.7/24")));

    assertThat(host.see(RED, "ip", "link", "show", "eth0")).contains("mtu 1400");
    assertThat(host.see(RED, "ip", "-6", "address", "show", "eth0")).isEmpty();
  }
}
