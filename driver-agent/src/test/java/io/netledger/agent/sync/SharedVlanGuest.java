package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.plan.ChildKind.Macvlan.Mode;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Parent;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The life of a VLAN that two networks share. Run in User-Mode Linux. */
@EnabledIfSystemProperty(named = "netledger.guest", matches = "true")
public class SharedVlanGuest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final DriverOptions OPTIONS =
      new DriverOptions.Macvlan(Optional.of(new Parent("eth0.10")), Mode.BRIDGE, false, 0);
  private static final NetworkSpec ONE =
      network("0123456789ab", OPTIONS, subnet("192.0.2.0/24", "192.0.2.1"));
  private static final NetworkSpec TWO =
      network("abcdef012345", OPTIONS, subnet("198.51.100.0/24", "198.51.100.1"));
  private static final SandboxSpec RED = sandbox("1ed");
  private static final SandboxSpec BLUE = sandbox("b1e");
  private static final EndpointSpec RED_ON_ONE = endpoint("e1ed", ONE, RED, 0, "192.0.2.7/24");
  private static final EndpointSpec BLUE_ON_TWO = endpoint("eb1e", TWO, BLUE, 0, "198.51.100.8/24");

  private LinuxKernel kernel;

  @BeforeEach
  void open() {
    kernel = host.kernel();
    host.see("ip link add eth0 type veth peer name wire".split(" "));
    host.see("ip", "link", "set", "wire", "up");
    host.see("ip", "link", "set", "eth0", "up");
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void goesWithTheLastNetworkThatUsesIt() {
    HostKeeper keeper = new HostKeeper(kernel);
    keeper.take(
        List.of(
            new SpecChange.Whole(
                1, List.of(ONE, TWO), List.of(RED, BLUE), List.of(RED_ON_ONE, BLUE_ON_TWO))));
    assertThat(host.see("ip", "link")).contains("eth0.10");
    assertThat(host.see(RED, "ip", "link")).contains("eth0");

    keeper.take(List.of(gone(2, RED_ON_ONE, ONE)));
    assertThat(host.see("ip", "link")).contains("eth0.10");
    assertThat(host.see(RED, "ip", "link")).doesNotContain("eth0");
    assertThat(host.see(BLUE, "ip", "link")).contains("eth0");

    keeper.take(List.of(gone(3, BLUE_ON_TWO, TWO)));
    assertThat(host.see("ip", "link")).doesNotContain("eth0.10").contains("eth0");
  }

  @Test
  void comesBackWithEverythingOnIt() {
    HostKeeper keeper = new HostKeeper(kernel);
    keeper.take(List.of(new SpecChange.Whole(1, List.of(ONE), List.of(RED), List.of(RED_ON_ONE))));
    host.see("ip", "link", "delete", "eth0.10");

    assertThat(keeper.repair(Set.of(RED.id())))
        .isNotEmpty()
        .allSatisfy(finding -> assertThat(finding.failure()).isEmpty());
    assertThat(host.see("ip", "link")).contains("eth0.10");
    assertThat(host.see(RED, "ip", "address")).contains("192.0.2.7/24");
    assertThat(keeper.repair(Set.of(RED.id()))).isEmpty();
  }

  private static SpecChange gone(long revision, EndpointSpec endpoint, NetworkSpec network) {
    return new SpecChange.Difference(
        revision,
        List.of(),
        List.of(),
        List.of(),
        List.of(new Owner.Endpoint(endpoint.id()), new Owner.Network(network.id())));
  }
}
