package io.netledger.agent.sync;

import static io.netledger.agent.sync.Words.BLUE;
import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.RED_PORT;
import static io.netledger.agent.sync.Words.network;
import static io.netledger.agent.sync.Words.snapshot;
import static io.netledger.agent.sync.Words.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.TestHost;
import io.netledger.proto.agent.v1.BridgeSpec;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.NetworkSpec;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A network whose options change while sandboxes are on it. */
class LiveChangeTest {

  @RegisterExtension final TestHost host = new TestHost();

  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent(host);
    agent.service().say(snapshot(7));
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
  }

  private void say(long revision, NetworkSpec.Builder network) {
    assertThat(
            agent
                .service()
                .say(Changes.newBuilder().setRevision(revision).addNetworks(network))
                .getRefusedList())
        .isEmpty();
  }

  private static NetworkSpec.Builder with(BridgeSpec.Builder bridge) {
    return network().setBridge(bridge);
  }

  private static BridgeSpec.Builder plain() {
    return BridgeSpec.newBuilder().setIcc(true).setMasquerade(true);
  }

  private String port() {
    return host.see("ip", "-d", "link", "show", RED_PORT);
  }

  private String firewall(String set) {
    return host.see("nft", "list", "set", "inet", "netledger", set);
  }

  @Test
  void changesTheMtuOfTheBridgeAndBothEndsWithoutALostPacket() throws IOException {
    Process ping = host.pingForAWhile(RED, "192.0.2.8");
    String before = host.see("ip", "-o", "link", "show", BRIDGE).split(":", 2)[0];

    say(8, with(plain().setMtu(1400)));

    assertThat(host.see("ip", "link", "show", BRIDGE)).contains("mtu 1400");
    assertThat(port()).contains("mtu 1400");
    assertThat(host.see(RED, "ip", "link", "show", "eth0")).contains("mtu 1400");
    assertThat(host.see(BLUE, "ip", "link", "show", "eth0")).contains("mtu 1400");
    assertThat(host.see("ip", "-o", "link", "show", BRIDGE).split(":", 2)[0])
        .as("the bridge is the same one")
        .isEqualTo(before);

    say(9, network());
    assertThat(host.see(RED, "ip", "link", "show", "eth0")).contains("mtu 1500");
    assertThat(host.endOf(ping)).contains(" 0% packet loss");
  }

  @Test
  void partsSandboxesAndBringsThemTogetherAgain() {
    say(8, with(plain().setIcc(false)));
    assertThat(port()).contains("isolated on");
    assertThat(firewall("talking")).doesNotContain(BRIDGE);
    assertThat(host.pings(RED, "192.0.2.8")).isFalse();
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();

    say(9, network());
    assertThat(port()).contains("isolated off");
    assertThat(firewall("talking")).contains(BRIDGE);
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
  }

  @Test
  void bringsThemTogetherAlsoIfItWasAwayWhenThatWasSaid() {
    say(8, with(plain().setIcc(false)));
    agent.stop();
    agent.start();
    agent.service().answerCall();
    agent.service().say(snapshot(9));

    assertThat(port()).contains("isolated off");
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
  }

  @Test
  void masqueradesNoMoreAndAgain() {
    assertThat(firewall("masqueraded4")).contains(BRIDGE);
    say(8, with(plain().setMasquerade(false)));
    assertThat(firewall("masqueraded4")).doesNotContain(BRIDGE);
    say(9, network());
    assertThat(firewall("masqueraded4")).contains(BRIDGE);
  }

  @Test
  void getsAnotherSubnet() throws IOException {
    Process ping = host.pingForAWhile(RED, "192.0.2.8");
    say(8, network().addSubnets(subnet("198.51.100.0/24")));
    assertThat(host.see("ip", "address", "show", BRIDGE))
        .contains("192.0.2.1/24", "198.51.100.1/24");
    assertThat(host.pings(RED, "198.51.100.1")).isTrue();
    assertThat(host.endOf(ping)).contains(" 0% packet loss");
  }

  @Test
  void keepsWhatItHasWhenTheKernelRefusesTheChange() {
    say(8, with(plain().setMtu(70_000)));
    assertThat(host.see("ip", "link", "show", BRIDGE)).contains("mtu 1500");
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    say(9, with(plain().setMtu(1400)));
    assertThat(host.see("ip", "link", "show", BRIDGE)).contains("mtu 1400");
  }
}
