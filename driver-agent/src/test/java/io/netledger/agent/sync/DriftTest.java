package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.sync.Words.BLUE;
import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.red;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.TestHost;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.PortProtocol;
import io.netledger.proto.agent.v1.PublishedPort;
import io.netledger.proto.agent.v1.Snapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What others do to the agent's things by hand is found within a second, repaired and reported. */
class DriftTest {

  private static final Pattern OWN_NUMBERS =
      Pattern.compile("(?m)^\\d+: |@\\w+|link-netns(id)? \\S+|valid_lft.*");

  @RegisterExtension final TestHost host = new TestHost();

  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent(host);
    agent.service().say(snapshot());
    host.see("ip", "link", "add", "other0", "type", "bridge");
    host.see("ip", "address", "add", "198.51.100.1/24", "dev", "other0");
    host.see("ip", "address", "add", "203.0.113.1/24", "dev", BRIDGE);
    host.see("nft", "add", "table", "inet", "other");
    host.see(RED, "ip", "link", "add", "mine0", "type", "veth");
    host.see(RED, "nft", "add", "table", "inet", "mine");
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
  }

  private static Snapshot.Builder snapshot() {
    return Words.snapshot(7)
        .clearEndpoints()
        .addEndpoints(
            red()
                .addPorts(
                    PublishedPort.newBuilder()
                        .setHostIp("0.0.0.0")
                        .setHostPort(8080)
                        .setPort(80)
                        .setProtocol(PortProtocol.PORT_PROTOCOL_TCP)))
        .addEndpoints(Words.blue());
  }

  static List<Damage> damages() {
    return Damage.all();
  }

  @ParameterizedTest
  @MethodSource("damages")
  void isFoundToldAndRepaired(Damage damage) throws IOException {
    String standing = kernel();
    Process others = host.pingForAWhile(BLUE, "192.0.2.1");
    long before = System.currentTimeMillis();
    damage.deed().accept(host);

    Drift found = agent.service().drift();
    assertThat(System.currentTimeMillis() - before).as("it is told at once").isLessThan(1_000);
    assertThat(found.getFound()).contains(damage.found());
    assertThat(found.getFoundAtMicros()).isBetween(before * 1000, (before + 1_000) * 1000);
    assertThat(found.getRepaired() || found.getToldBefore()).as("it is not repaired yet").isFalse();
    assertThat(found.getFailure()).isEmpty();
    Drift repaired = agent.service().outcomeOf(found);
    assertThat(repaired.getFailure()).isEmpty();
    assertThat(repaired.getToldBefore()).isTrue();

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(kernel()).isEqualTo(standing));
    String seen = host.endOf(others);
    if (damage.local()) {
      assertThat(seen).contains(" 0% packet loss");
      assertThat(host.see("ip", "address", "show", BRIDGE)).contains("203.0.113.1/24");
    }
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
    assertThat(host.see("ip", "-br", "address", "show", "other0")).contains("198.51.100.1/24");
    assertThat(host.see("nft", "list", "tables")).contains("inet other");
    assertThat(host.see(RED, "ip", "-br", "link", "show", "mine0")).isNotEmpty();
    assertThat(host.see(RED, "nft", "list", "tables")).contains("inet mine");
  }

  /** What is ours to see, at the host and in RED, without numbers that the kernel gives out. */
  private String kernel() {
    String seen =
        host.see("ip", "-o", "link")
            + host.see("ip", "-4", "-o", "address")
            + host.see("ip", "-4", "route")
            + host.see("nft", "list", "ruleset")
            + host.see("sh", "-c", "cat /proc/sys/net/ipv4/conf/" + BRIDGE + "/route_localnet")
            + host.see(RED, "ip", "-o", "link")
            + host.see(RED, "ip", "-4", "-o", "address")
            + host.see(RED, "ip", "-4", "route")
            + host.see(RED, "nft", "list", "ruleset")
            + host.see(RED, "sh", "-c", "cat /proc/sys/net/ipv6/conf/eth0/disable_ipv6")
            + host.read(host.etc().resolve(RED.id()).resolve("resolv.conf"));
    return OWN_NUMBERS
        .matcher(seen)
        .replaceAll("")
        .lines()
        .filter(line -> !line.contains("203.0.113.")) // another's address goes with our bridge
        .map(line -> line.startsWith("nl") ? line.replaceFirst("link/ether \\S+", "") : line)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  @Test
  void leavesWhatOthersAdd() {
    host.see(RED, "ip", "address", "add", "203.0.113.9/32", "dev", "eth0");
    host.see(RED, "ip", "route", "add", "198.51.100.0/24", "via", "192.0.2.8");
    host.see("ip", "link", "delete", BRIDGE);
    assertThat(agent.service().outcome().getFound()).contains(BRIDGE);
    assertThat(host.see(RED, "ip", "address")).contains("203.0.113.9/32");
    assertThat(host.see(RED, "ip", "route")).contains("198.51.100.0/24 via 192.0.2.8");
  }

  /** It is never touched: that it stands in the way is told, and tried again. */
  @Test
  void leavesADeviceOfOthersUnderOurName() {
    host.see(
        "sh",
        "-c",
        "(echo link set BR name oops; echo link add BR type bridge) | ip -batch -"
            .replace("BR", BRIDGE));
    Drift found = agent.service().drift();
    assertThat(found.getFound()).contains(BRIDGE, "not ours");
    Drift refused = agent.service().outcomeOf(found);
    assertThat(refused.getRepaired()).isFalse();
    assertThat(refused.getFailure()).contains(BRIDGE, "not ours");
    assertThat(refused.getNetworkId()).isEqualTo(id("0123456789ab"));
    assertThat(host.see("ip", "-4", "-br", "address", "show", BRIDGE)).doesNotContain("192.0.2.1");

    host.see("ip", "link", "delete", BRIDGE);
    assertThat(agent.service().outcomeOf(found).getRepaired()).isTrue();
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
  }

  @Test
  void tellsOneDeedOnce() {
    host.see("ip", "link", "delete", BRIDGE);
    Drift found = agent.service().drift();
    agent.service().outcomeOf(found);
    host.see("ip", "link", "set", BRIDGE, "mtu", "1400");
    assertThat(agent.service().drift().getFound())
        .as("of the ports that were unplugged nothing is told")
        .isEqualTo(BRIDGE + " had mtu 1400");
  }
}
