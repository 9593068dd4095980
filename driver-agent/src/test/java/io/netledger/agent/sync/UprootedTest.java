package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.sandbox;
import static io.netledger.agent.sync.Words.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.MacvlanMode;
import io.netledger.proto.agent.v1.MacvlanSpec;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.Snapshot;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The link that sandboxes share goes, and with it their interfaces; and comes back. */
class UprootedTest {

  @RegisterExtension final TestHost host = new TestHost();

  private NetworkNamespace neighbour;
  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    neighbour = host.other("neighbour");
    plugIn();
    agent = new TestAgent(host);
    agent.service().say(snapshot(7));
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
  }

  private void plugIn() {
    String cable = "ip link add eth0 type veth peer name wire netns " + neighbour.file();
    host.see(cable.split(" "));
    TestHost.see(neighbour.file(), "ip", "address", "add", "192.0.2.1/24", "dev", "wire");
    TestHost.see(neighbour.file(), "ip", "link", "set", "wire", "up");
    host.see("ip", "link", "set", "eth0", "up");
  }

  @Test
  void comesBackOnTheLinkThatComesBack() {
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
    host.see("ip", "link", "delete", "eth0");
    Drift gone = agent.service().outcome();
    assertThat(gone.getFound()).contains("eth0 in sandbox " + RED.id() + " was gone");
    assertThat(gone.getFailure()).isEqualTo("there is no link eth0 on the host");
    assertThat(gone.getEndpointId()).isEqualTo(id("e1ed"));

    plugIn();
    Drift back = agent.service().outcome();
    assertThat(back.getRepaired()).isTrue();
    assertThat(back.getEndpointId()).isEqualTo(id("e1ed"));
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.1");
  }

  @Test
  void outlivesTheAgent() throws IOException {
    var ping = host.pingForAWhile(RED, "192.0.2.1");
    agent.stop();
    agent.start();
    agent.service().answerCall();
    agent.service().say(snapshot(8));
    assertThat(host.endOf(ping)).contains(" 0% packet loss");
  }

  private static Snapshot.Builder snapshot(long revision) {
    MacvlanSpec macvlan =
        MacvlanSpec.newBuilder().setParent("eth0").setMode(MacvlanMode.MACVLAN_MODE_BRIDGE).build();
    return Snapshot.newBuilder()
        .setRevision(revision)
        .addNetworks(
            NetworkSpec.newBuilder()
                .setId(id("0123456789ab"))
                .addSubnets(subnet("192.0.2.0/24"))
                .setMacvlan(macvlan))
        .addSandboxes(sandbox(RED))
        .addEndpoints(Words.red());
  }
}
