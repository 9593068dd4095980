package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.publishing;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static io.netledger.agent.driver.Specs.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent that was killed in the middle, and starts again with the whole plan. */
class RecoveryTest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final SandboxSpec RED = sandbox("1ed");
  private static final NetworkSpec NETWORK =
      network(
          "0123456789ab",
          new DriverOptions.Bridge(
              Optional.empty(), 1400, false, true, DriverOptions.Gateways.PLAIN),
          subnet("192.0.2.0/24", "192.0.2.1"),
          subnet("2001:db8:1::/64", "2001:db8:1::1"));
  private static final EndpointSpec ENDPOINT =
      publishing(
          endpoint("e1ed", NETWORK, RED, 0, "192.0.2.7/24", "2001:db8:1::7/64"),
          tcp("0.0.0.0", 8080, 80),
          tcp("::", 8080, 80));
  private static final Plan PLAN = plan(List.of(NETWORK), List.of(RED), ENDPOINT);
  private static final SpecChange WHOLE =
      new SpecChange.Whole(1, List.of(NETWORK), List.of(RED), List.of(ENDPOINT));
  private static final SpecChange NOTHING =
      new SpecChange.Whole(1, List.of(), List.of(), List.of());

  @Test
  void completesAPlanThatWasCutAfterAnyChange() {
    for (int cut = 0; cut <= PLAN.changes().size(); cut++) {
      try (LinuxKernel killed = host.kernel()) {
        killed.ensure(new Plan(PLAN.changes().subList(0, cut)));
      }
      try (LinuxKernel kernel = host.kernel()) {
        var keeper = new HostKeeper(kernel);
        keeper.take(List.of(WHOLE));
        assertThat(missing(kernel)).as("after %d changes", cut).isEmpty();
        assertThat(host.pings(RED, "2001:db8:1::1")).as("after %d changes", cut).isTrue();
        assertThat(keeper.repair(Set.of(RED.id()))).isEmpty();
        keeper.take(List.of(NOTHING));
      }
      assertThat(host.see("ip", "-br", "link")).doesNotContain("br-", "nl");
    }
  }

  @Test
  void leavesTheKernelAsItIsUntilItIsToldThePlan() {
    try (LinuxKernel killed = host.kernel()) {
      new HostKeeper(killed).take(List.of(WHOLE));
    }
    try (LinuxKernel kernel = host.kernel()) {
      assertThat(new HostKeeper(kernel).repair(Set.of(RED.id()))).isEmpty();
      assertThat(missing(kernel))
          .as("what an agent has to know before it can serve it")
          .containsExactly("names were not served in sandbox " + RED.id());
      assertThat(host.pings(RED, "2001:db8:1::1")).isTrue();
    }
  }

  @Test
  void makesANamespaceWhereOnlyItsFileIsLeft() throws Exception {
    try (LinuxKernel kernel = host.kernel()) {
      java.nio.file.Files.createFile(host.sandboxes().resolve(RED.id()));
      new HostKeeper(kernel).take(List.of(WHOLE));
      assertThat(missing(kernel)).isEmpty();
    }
  }

  @Test
  void repairsWhatIsChangedInsideASandbox() {
    try (LinuxKernel kernel = host.kernel()) {
      var keeper = new HostKeeper(kernel);
      keeper.take(List.of(WHOLE));
      host.see(RED, "ip", "address", "flush", "dev", "eth0");
      assertThat(keeper.repair(Set.of())).as("it makes no sound on the host").isEmpty();
      assertThat(keeper.repair(Set.of(RED.id())))
          .singleElement()
          .satisfies(finding -> assertThat(finding.isRepaired()).isTrue());
      assertThat(missing(kernel)).isEmpty();
      host.see(RED, "ip", "link", "set", "eth0", "address", "02:42:00:00:00:99");
      assertThat(keeper.repair(Set.of(RED.id()))).hasSize(1);
      host.see("ip", "link", "set", "nle1ed00000000", "type", "bridge_slave", "isolated", "off");
      assertThat(keeper.repair(Set.of()))
          .singleElement()
          .satisfies(it -> assertThat(it.found()).contains("was not isolated"));
      String published = "{ 0.0.0.0 . tcp . 8080 }";
      host.see("nft", "delete", "element", "inet", "netledger", "published4", published);
      assertThat(keeper.repair(Set.of()))
          .singleElement()
          .satisfies(it -> assertThat(it.found()).contains("not in the firewall's set published4"));
      assertThat(missing(kernel)).isEmpty();
    }
  }

  @Test
  void undoesOneNetworkAndLeavesWhatOthersShare() {
    NetworkSpec other = network("ee", BRIDGE, subnet("198.51.100.0/24", "198.51.100.1"));
    try (LinuxKernel kernel = host.kernel()) {
      var keeper = new HostKeeper(kernel);
      keeper.take(List.of(WHOLE));
      keeper.take(
          List.of(
              new SpecChange.Difference(2, List.of(other), List.of(), List.of(), List.of()),
              new SpecChange.Difference(
                  3, List.of(), List.of(), List.of(), List.of(other.owner()))));
      keeper.take(
          List.of(new SpecChange.Difference(4, List.of(other), List.of(), List.of(), List.of())));
      keeper.take(
          List.of(
              new SpecChange.Difference(
                  5, List.of(), List.of(), List.of(), List.of(other.owner()))));
      assertThat(missing(kernel)).isEmpty();
      assertThat(host.see("ip", "-br", "link")).doesNotContain("br-ee");
      assertThat(host.see("nft", "list", "ruleset")).doesNotContain("br-ee");
    }
  }

  private static List<String> missing(LinuxKernel kernel) {
    var seen = kernel.observe(List.of(PLAN), Set.of(RED.id()));
    return kernel.differences(PLAN, seen).stream().map(it -> it.found()).toList();
  }
}
