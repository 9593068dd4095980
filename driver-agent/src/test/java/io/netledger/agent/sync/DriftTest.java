package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.RED_PORT;
import static io.netledger.agent.sync.Words.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.TestHost;
import io.netledger.proto.agent.v1.Drift;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What others do to the agent's things by hand is found within a second, repaired and reported. */
class DriftTest {

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

  @Test
  void repairsABridgeThatIsDeleted() {
    Drift drift = after("ip", "link", "delete", BRIDGE);
    assertThat(drift.getFound()).isEqualTo("bridge " + BRIDGE + " was gone");
    assertThat(drift.getNetworkId()).isEqualTo(id("0123456789ab"));
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
  }

  @Test
  void repairsAnAddressThatIsRemoved() {
    Drift drift = after("ip", "address", "delete", "192.0.2.1/24", "dev", BRIDGE);
    assertThat(drift.getFound()).contains("192.0.2.1/24 of " + BRIDGE + " was gone");
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
  }

  @Test
  void repairsAPortThatIsDetached() {
    Drift drift = after("ip", "link", "set", RED_PORT, "nomaster");
    assertThat(drift.getFound()).contains(RED_PORT, "not on " + BRIDGE);
    assertThat(drift.getEndpointId()).isEqualTo(id("e1ed"));
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
  }

  @Test
  void repairsAPortThatIsDeletedWithEverythingInside() {
    after("ip", "link", "delete", RED_PORT);
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.1 dev eth0");
  }

  @Test
  void repairsATableThatIsFlushedOrDeleted() {
    String before = host.see("nft", "list", "ruleset");
    assertThat(after("nft", "flush", "table", "inet", "netledger").getFound())
        .contains("netledger was not as it should be");
    assertThat(host.see("nft", "list", "ruleset")).isEqualTo(before);
    assertThat(after("nft", "delete", "table", "inet", "netledger").getFound())
        .contains("netledger was gone");
    assertThat(host.see("nft", "list", "ruleset")).isEqualTo(before);
    assertThat(after("nft", "flush", "set", "inet", "netledger", "masqueraded4").getFound())
        .contains("not in the firewall's set masqueraded4");
    assertThat(host.see("nft", "list", "ruleset")).isEqualTo(before);
  }

  @Test
  void tellsWhatItCannotRepair() {
    Drift drift = after("ip", "link", "set", BRIDGE, "alias", "mine");
    assertThat(drift.getRepaired()).isFalse();
    assertThat(drift.getFailure()).contains("not ours");
  }

  /** What the agent reports within a second after a command on its host, repaired. */
  private Drift after(String... command) {
    long before = System.currentTimeMillis();
    host.see(command);
    Drift drift = agent.service().drift();
    assertThat(System.currentTimeMillis() - before).isLessThan(1_000);
    assertThat(drift.getFoundAtMicros()).isBetween(before * 1000, (before + 1_000) * 1000);
    return drift;
  }
}
