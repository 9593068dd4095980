package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.subnet;
import static io.netledger.agent.kernel.Wire.BOTH;
import static io.netledger.agent.kernel.Wire.RED;
import static io.netledger.agent.kernel.Wire.blue;
import static io.netledger.agent.kernel.Wire.differences;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** VLANs (802.1Q) as parents. Run in User-Mode Linux. */
@EnabledIfSystemProperty(named = "netledger.guest", matches = "true")
public class VlanGuest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final NetworkSpec TAGGED =
      network(
          "0123456789ab",
          new DriverOptions.Macvlan(parent("eth0.10"), Mode.BRIDGE, false, 0),
          subnet("192.0.2.0/24", "192.0.2.99"),
          subnet("2001:db8::/64", "2001:db8::99"));

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
  void makesTheVlanThatTheParentsNameSays() {
    String before = state(host);
    Plan plan = plan(List.of(TAGGED), BOTH, red(TAGGED), blue(TAGGED));
    kernel.apply(plan);

    assertThat(host.see("ip", "-d", "link", "show", "eth0.10"))
        .contains("vlan protocol 802.1Q id 10", "alias netledger:parent:eth0.10", "UP");
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(RED, "192.0.2.99")).as("the neighbour is on no VLAN").isFalse();
    tag();
    // the question for its MAC address that nobody has answered is not asked again for a moment
    Awaitility.await().until(() -> host.pings(RED, "192.0.2.99"));
    assertThat(host.pings(RED, "2001:db8::99")).isTrue();
    assertThat(differences(kernel, plan)).isEmpty();

    kernel.undo(plan);
    assertThat(state(host)).isEqualTo(before);
  }

  /** The neighbour is on VLAN 10 only. */
  private void tag() {
    var there = neighbour.file();
    TestHost.see(there, "ip", "address", "flush", "dev", "wire");
    String vlan = "ip link add link wire name wire.10 type vlan id 10";
    TestHost.see(there, vlan.split(" "));
    TestHost.see(there, "ip", "address", "add", "192.0.2.99/24", "dev", "wire.10");
    TestHost.see(there, "ip", "address", "add", "2001:db8::99/64", "dev", "wire.10", "nodad");
    TestHost.see(there, "ip", "link", "set", "wire.10", "up");
  }

  @Test
  void usesAVlanThatStandsThereAndLeavesIt() {
    host.see("ip link add link eth0 name eth0.10 mtu 1400 type vlan id 10".split(" "));
    host.see("ip", "link", "set", "eth0.10", "up");
    String before = state(host);
    Plan plan = plan(List.of(TAGGED), BOTH, red(TAGGED));
    kernel.apply(plan);
    tag();

    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
    assertThat(differences(kernel, plan)).isEmpty();
    kernel.undo(plan);
    assertThat(state(host)).isEqualTo(before);
  }

  @Test
  void saysWhatIsInTheWay() {
    host.see("ip link add link eth0 name mine type vlan id 10".split(" "));
    String before = state(host);
    assertThatThrownBy(() -> kernel.apply(plan(List.of(TAGGED), BOTH, red(TAGGED))))
        .isInstanceOf(KernelRefusal.class)
        .hasMessageContaining("add vlan eth0.10: File exists");
    assertThat(state(host)).isEqualTo(before);

    host.see("ip", "link", "delete", "mine");
    host.see("ip", "link", "set", "eth0", "down");
    assertThatThrownBy(() -> kernel.apply(plan(List.of(TAGGED), BOTH, red(TAGGED))))
        .hasMessageContaining("add vlan eth0.10: Network is down");
  }
}
