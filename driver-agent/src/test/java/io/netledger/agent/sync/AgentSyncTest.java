package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.sync.Words.BLUE;
import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.blue;
import static io.netledger.agent.sync.Words.network;
import static io.netledger.agent.sync.Words.red;
import static io.netledger.agent.sync.Words.sandbox;
import static io.netledger.agent.sync.Words.snapshot;
import static io.netledger.agent.sync.Words.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.TestHost;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.Hello;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.Snapshot;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The agent in conversation with a network-service that is played by hand, on a host of its own.
 */
class AgentSyncTest {

  @RegisterExtension final TestHost host = new TestHost();

  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent(host);
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
  }

  @Test
  void saysWhoItIsAndWhatItsKernelCanDo() {
    agent.stop();
    agent.start();
    Hello hello = agent.service().answerCall();

    assertThat(hello.getHost()).isEqualTo("alpha");
    assertThat(hello.getBootId()).isEqualTo("boot-1");
    assertThat(hello.getAppliedRevision()).isZero();
    assertThat(hello.getCapabilitiesList()).contains("bridge", "veth", "nf_tables");
  }

  @Test
  void makesTheKernelAsTheSnapshotSaysAndTellsWhere() {
    Applied applied = agent.service().say(snapshot(7));

    assertThat(applied.getRevision()).isEqualTo(7);
    assertThat(applied.getRefusedList()).isEmpty();
    assertThat(applied.getSandboxesList())
        .extracting(it -> it.getNetnsPath())
        .containsExactly(
            host.sandboxes().resolve(RED.id()).toString(),
            host.sandboxes().resolve(BLUE.id()).toString());
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(BLUE, "192.0.2.1")).isTrue();
  }

  @Test
  void followsChangesAndAnswersThemInOrder() {
    agent.service().say(Snapshot.newBuilder().setRevision(1));
    agent
        .service()
        .sayAtOnce(
            Changes.newBuilder()
                .setRevision(2)
                .addNetworks(network())
                .addSandboxes(sandbox(RED))
                .addEndpoints(red()));
    agent
        .service()
        .sayAtOnce(
            Changes.newBuilder().setRevision(3).addSandboxes(sandbox(BLUE)).addEndpoints(blue()));
    agent
        .service()
        .sayAtOnce(Changes.newBuilder().setRevision(4).addRemovedEndpointIds(id("e1ed")));

    assertThat(agent.service().applied().getRevision()).isEqualTo(2);
    assertThat(agent.service().applied().getRevision()).isEqualTo(3);
    assertThat(agent.service().applied().getRevision()).isEqualTo(4);
    assertThat(host.pings(BLUE, "192.0.2.1")).isTrue();
    assertThat(host.see(RED, "ip", "link")).doesNotContain("eth0");

    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(5)
                .addRemovedEndpointIds(id("eb1e"))
                .addRemovedSandboxIds(RED.id())
                .addRemovedSandboxIds(BLUE.id())
                .addRemovedNetworkIds(id("0123456789ab")));
    assertThat(host.see("ip", "-br", "link")).doesNotContain("br-", "nl");
    assertThat(host.see("nft", "list", "ruleset")).isEmpty();
    assertThat(host.sandboxes()).isEmptyDirectory();
  }

  @Test
  void namesWhatTheHostRefusedAndDoesTheRest() {
    host.see("ip", "link", "add", BRIDGE, "type", "bridge");
    NetworkSpec good =
        network().setId(id("0f")).clearSubnets().addSubnets(subnet("198.51.100.0/24")).build();
    EndpointSpec onGood =
        blue().setNetworkId(good.getId()).clearAddresses().addAddresses("198.51.100.8/24").build();

    Applied applied =
        agent.service().say(snapshot(7).removeEndpoints(1).addNetworks(good).addEndpoints(onGood));

    assertThat(applied.getRefusedList())
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.getEndpointId()).isEqualTo(id("e1ed"));
          assertThat(refused.getMessage()).contains(BRIDGE, "not ours");
        });
    assertThat(host.pings(BLUE, "198.51.100.1")).isTrue();
    assertThat(host.see(RED, "ip", "link")).doesNotContain("eth0");

    host.see("ip", "link", "delete", BRIDGE);
    Applied again = agent.service().say(Changes.newBuilder().setRevision(8).addEndpoints(red()));
    assertThat(again.getRefusedList()).isEmpty();
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
  }

  @Test
  void refusesWhatItCannotReadByItself() {
    Applied applied =
        agent
            .service()
            .say(snapshot(7).setEndpoints(0, red().clearAddresses().addAddresses("nowhere")));

    assertThat(applied.getRefusedList())
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.getEndpointId()).isEqualTo(id("e1ed"));
          assertThat(refused.getMessage()).contains("nowhere");
        });
    assertThat(host.pings(BLUE, "192.0.2.1")).isTrue();
  }

  @Test
  void callsAgainWhenTheServiceIsBackAndLeavesTheKernelMeanwhile() throws IOException {
    agent.service().say(snapshot(7));
    agent.stopService();
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();

    agent.startService();
    assertThat(agent.service().answerCall().getAppliedRevision()).isEqualTo(7);
    agent.service().say(Changes.newBuilder().setRevision(8).addRemovedEndpointIds(id("e1ed")));
    assertThat(host.see(RED, "ip", "link")).doesNotContain("eth0");
  }

  @Test
  void changesNothingWhenItStartsAnew() throws Exception {
    agent.service().say(snapshot(7));
    String before = state();
    Process ping = host.pingForAWhile(RED, "192.0.2.8");
    agent.stop();
    agent.start();
    assertThat(agent.service().answerCall().getAppliedRevision()).isZero();
    agent.service().say(snapshot(7));

    assertThat(state()).isEqualTo(before);
    assertThat(host.endOf(ping)).contains(" 0% packet loss");
  }

  @Test
  void fillsAKernelThatIsEmptyOrHalfFull() {
    agent.service().say(snapshot(7));
    agent.stop();
    host.see("ip", "link", "delete", BRIDGE);
    host.see("nft", "delete", "table", "inet", "netledger");
    host.see("umount", "-l", host.sandboxes().resolve(RED.id()).toString());
    agent.start();
    agent.service().answerCall();

    assertThat(agent.service().say(snapshot(7)).getRefusedList()).isEmpty();
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(BLUE, "192.0.2.1")).isTrue();
    assertThat(host.see("nft", "list", "ruleset"))
        .contains("{ \"" + BRIDGE + "\" . \"" + BRIDGE + "\" }");
  }

  @Test
  void removesWhatIsOursAndInNoPlanButNothingElse() {
    agent.service().say(snapshot(7));
    host.see("ip", "link", "add", "foreign", "alias", "mine", "type", "bridge");
    agent.stop();
    agent.start();
    agent.service().answerCall();
    agent.service().say(Snapshot.newBuilder().setRevision(8));

    assertThat(host.see("ip", "-br", "link")).contains("foreign").doesNotContain("br-", "nl");
    assertThat(host.see("nft", "list", "ruleset")).isEmpty();
    assertThat(host.sandboxes()).isEmptyDirectory();
  }

  private String state() {
    String addresses = host.see("ip", "-o", "address") + host.see(RED, "ip", "-o", "address");
    return addresses.replaceAll("(tentative )?\\\\.*", "") + host.see("nft", "list", "ruleset");
  }
}
