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
import static io.netledger.agent.kernel.Wire.macvlan;
import static io.netledger.agent.kernel.Wire.parent;
import static io.netledger.agent.kernel.Wire.red;
import static io.netledger.agent.kernel.Wire.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.ChildKind.Macvlan.Mode;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What macvlan networks leave of their own and of others, whatever happens in between. */
class MacvlanOwnershipTest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final NetworkSpec BRIDGED = macvlan(Mode.BRIDGE, false);

  private LinuxKernel kernel;

  @BeforeEach
  void open() {
    kernel = host.kernel();
    Wire.lay(host);
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  @Test
  void leavesNothingBehindAndMayBeRepeated() {
    String before = state(host);
    NetworkSpec open = macvlan(Mode.BRIDGE, true);
    Plan plan = plan(List.of(open), BOTH, red(open), blue(open));
    kernel.apply(plan);
    String applied = state(host) + host.see(RED, "ip", "-o", "link");
    kernel.apply(plan);
    assertThat(state(host) + host.see(RED, "ip", "-o", "link")).isEqualTo(applied);
    assertThat(differences(kernel, plan)).isEmpty();

    kernel.undo(plan);
    assertThat(state(host)).isEqualTo(before);
    assertThat(host.sandboxes()).isEmptyDirectory();
    assertThatCode(() -> kernel.undo(plan)).doesNotThrowAnyException();
  }

  @Test
  void completesAPlanThatWasCutAfterAnyChange() {
    NetworkSpec open = macvlan(Mode.BRIDGE, true);
    Plan plan = plan(List.of(open), List.of(RED), red(open));
    for (int cut = 0; cut <= plan.changes().size(); cut++) {
      kernel.ensure(new Plan(plan.changes().subList(0, cut)));
      kernel.apply(plan);
      assertThat(differences(kernel, plan)).as("after %d changes", cut).isEmpty();
      host.see("ping", "-n", "-c1", "-W2", "2001:db8::7");
      kernel.undo(plan);
    }
  }

  @Test
  void finishesWhatAnAgentThatWasKilledHadBegun() {
    kernel.apply(plan(List.of(), List.of(RED)));
    born(RED);
    Plan plan = plan(List.of(BRIDGED), List.of(RED), red(BRIDGED));
    assertThat(differences(kernel, plan)).isNotEmpty();

    kernel.apply(plan);
    assertThat(differences(kernel, plan)).isEmpty();
    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
  }

  @Test
  void removesWhatIsInNoPlanAlsoInsideOfSandboxes() {
    kernel.apply(plan(List.of(BRIDGED), BOTH, blue(BRIDGED)));
    born(RED);
    host.see(RED, "ip", "link", "add", "mine", "type", "bridge");
    Plan left = plan(List.of(), BOTH);

    var seen = kernel.observe(List.of(left), Set.of(RED.id(), BLUE.id()));
    assertThat(kernel.removeOthers(List.of(left), seen, Set.of()).removed())
        .contains("macvlan eth0 in sandbox " + RED.id(), "macvlan eth0 in sandbox " + BLUE.id());
    assertThat(host.see(RED, "ip", "link")).contains("mine").doesNotContain("eth0");
    assertThat(host.see(BLUE, "ip", "link")).doesNotContain("eth0");
  }

  /** A sandbox may share another's namespace, or the host's, with all that is in it. */
  @Test
  void leavesWhatIsInASharedNamespaceToThoseWhoseItIs() {
    NetworkSpec open = macvlan(Mode.BRIDGE, true);
    Plan wanted = plan(List.of(open), List.of(RED), red(open));
    kernel.apply(wanted);
    var guest = new SandboxSpec(BLUE.id(), "guest", new Origin.AtFile(file(RED)));
    kernel.apply(plan(List.of(), List.of(guest)));

    var seen = kernel.observe(List.of(wanted), Set.of(RED.id(), BLUE.id()));
    assertThat(kernel.removeOthers(List.of(wanted), seen, Set.of()).removed())
        .containsExactly("sandbox " + BLUE.id());
    assertThat(host.see(RED, "ip", "address", "show", "eth0")).contains("192.0.2.7/24");
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
  }

  private Path file(SandboxSpec sandbox) {
    return host.sandboxes().resolve(sandbox.id());
  }

  /** As the first of the two messages leaves it: our group, no alias. */
  private void born(SandboxSpec sandbox) {
    String command = "ip link add nlborn link eth0 group 1852597604 type macvlan mode bridge";
    host.see(command.split(" "));
    host.see(
        "ip", "link", "set", "nlborn", "netns", host.sandboxes().resolve(sandbox.id()).toString());
    host.see(sandbox, "ip", "link", "set", "nlborn", "name", "eth0");
    host.see(sandbox, "ip", "link", "set", "eth0", "group", "1852597604");
  }

  @Test
  void refusesAForeignInterfaceUnderItsNameAndLeavesIt() {
    NetworkNamespace taken = host.other("taken");
    TestHost.see(taken.file(), "ip", "link", "add", "eth0", "type", "bridge");
    String before = state(host);
    var adopted = new SandboxSpec(RED.id(), "adopted", new Origin.AtFile(taken.file()));

    assertThatThrownBy(() -> kernel.apply(plan(List.of(BRIDGED), List.of(adopted), red(BRIDGED))))
        .isInstanceOf(KernelRefusal.class)
        .hasMessageContaining("bridge eth0 is there already and not ours to use");
    assertThat(state(host)).isEqualTo(before);
    assertThat(TestHost.see(taken.file(), "ip", "link")).contains("eth0");
  }

  @Test
  void takesItsInterfaceOutOfAnAdoptedNamespace() {
    NetworkNamespace there = host.other("there");
    var adopted = new SandboxSpec(RED.id(), "adopted", new Origin.AtFile(there.file()));
    Plan plan = plan(List.of(BRIDGED), List.of(adopted), red(BRIDGED));
    kernel.apply(plan);
    assertThat(host.pings(RED, "192.0.2.99")).isTrue();

    kernel.undo(plan);
    assertThat(TestHost.see(there.file(), "ip", "link")).doesNotContain("eth0");
  }

  @Test
  void refusesAParentThatIsNotThere() {
    var options = new DriverOptions.Macvlan(parent("eth7"), Mode.BRIDGE, false, 0);
    NetworkSpec lost = network("0123456789ab", options, subnet("192.0.2.0/24", "192.0.2.99"));
    String before = state(host);

    assertThatThrownBy(() -> kernel.apply(plan(List.of(lost), BOTH, red(lost))))
        .hasMessage("there is no link eth7 on the host");
    assertThat(state(host)).isEqualTo(before);
  }

  @Test
  void usesAVlanThatStandsThereAndLeavesIt() {
    host.see("ip", "link", "set", "eth0", "down");
    host.see("ip", "link", "set", "eth0", "name", "eth0.10");
    host.see("ip", "link", "set", "eth0.10", "up");
    String before = state(host);
    var options = new DriverOptions.Macvlan(parent("eth0.10"), Mode.BRIDGE, false, 0);
    NetworkSpec tagged = network("0123456789ab", options, subnet("192.0.2.0/24", "192.0.2.99"));
    Plan plan = plan(List.of(tagged), BOTH, endpoint("e1ed", tagged, RED, 0, "192.0.2.7/24"));
    kernel.apply(plan);

    assertThat(differences(kernel, plan)).isEmpty();
    assertThat(host.pings(RED, "192.0.2.99")).isTrue();
    kernel.undo(plan);
    assertThat(state(host)).isEqualTo(before);
  }
}
