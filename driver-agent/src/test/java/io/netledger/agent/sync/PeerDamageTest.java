package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.agent.kernel.TestHost;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.OverlaySpec;
import io.netledger.proto.agent.v1.PeerSpec;
import io.netledger.proto.agent.v1.Snapshot;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others do to what a host knows of the endpoints of other hosts is found within a second. */
class PeerDamageTest {

  private static final String LINK = "nlx0123456789ab";
  private static final String MAC = "02:42:c0:00:02:08";

  @RegisterExtension final TestHost host = new TestHost();

  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    host.see("ip", "link", "add", "under0", "type", "bridge");
    host.see("ip", "address", "add", "198.51.100.1/24", "dev", "under0");
    host.see("ip", "link", "set", "under0", "up");
    agent = new TestAgent(host, Optional.of(new Reached(IpAddress.parse("198.51.100.1"), 4789)));
    agent.service().say(snapshot());
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
  }

  private static Snapshot.Builder snapshot() {
    NetworkSpec overlay =
        Words.network().setOverlay(OverlaySpec.newBuilder().setVni(4096).setMtu(1400)).build();
    return Words.snapshot(7)
        .clearNetworks()
        .addNetworks(overlay)
        .clearEndpoints()
        .addEndpoints(Words.red())
        .addPeers(
            PeerSpec.newBuilder()
                .setId(id("b10e"))
                .setNetworkId(id("0123456789ab"))
                .setSandboxId(id("b1e"))
                .setSandboxName("far")
                .setMacAddress(MAC)
                .addAddresses("192.0.2.8")
                .setUnderlayAddress("198.51.100.2")
                .setRevision(7));
  }

  @ParameterizedTest
  @CsvSource({
    "bridge fdb del MAC dev LINK dst 198.51.100.2 self, fdb MAC dst 198.51.100.2 of LINK was gone",
    "bridge fdb replace MAC dev LINK dst 198.51.100.9 self static, 198.51.100.2 of LINK was gone",
    "bridge fdb del MAC dev LINK master, fdb MAC master of LINK was gone",
    "bridge fdb add 02:00:00:00:00:99 dev LINK dst 198.51.100.9 self static, 02:00:00:00:00:99",
    "ip neighbour del 192.0.2.8 dev LINK, neighbour 192.0.2.8 lladdr MAC of LINK was gone",
    "ip neighbour replace 192.0.2.8 lladdr 02:00:00:00:00:99 dev LINK, 192.0.2.8 lladdr MAC",
    "ip neighbour add 192.0.2.77 lladdr MAC dev LINK, neighbour 192.0.2.77",
  })
  void isFoundToldAndRepaired(String deed, String found) {
    String standing = known();
    long before = System.currentTimeMillis();
    host.see(words(deed).split(" "));

    Drift told = agent.service().drift();
    assertThat(System.currentTimeMillis() - before).as("it is told at once").isLessThan(1_000);
    assertThat(told.getFound()).contains(words(found));
    if (!told.getRepaired()) {
      assertThat(agent.service().outcomeOf(told).getFailure()).isEmpty();
    }
    assertThat(known()).isEqualTo(standing);
  }

  private static String words(String words) {
    return words.replace("MAC", MAC).replace("LINK", LINK);
  }

  /** The next thing that is told is the one that happened last. */
  @Test
  void neighboursOfOtherLinksAreNobodysBusiness() {
    for (int number = 2; number < 50; number++) {
      String address = "198.51.100." + number;
      host.see("ip", "neighbour", "add", address, "lladdr", MAC, "dev", "under0");
    }
    host.see("ip", "neighbour", "del", "192.0.2.8", "dev", LINK);
    assertThat(agent.service().drift().getFound()).contains("192.0.2.8");
    assertThat(host.see("ip", "neighbour", "show", "dev", "under0").lines()).hasSize(48);
  }

  private String known() {
    return (host.see("bridge", "fdb", "show", "dev", LINK)
            + host.see("ip", "neighbour", "show", "dev", LINK))
        .lines()
        .map(String::strip)
        .filter(line -> !line.endsWith(" permanent"))
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}
