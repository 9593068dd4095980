package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.sync.DnsClient.addresses;
import static io.netledger.agent.sync.DnsClient.query;
import static io.netledger.agent.sync.Words.BLUE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.blue;
import static io.netledger.agent.sync.Words.network;
import static io.netledger.agent.sync.Words.sandbox;
import static io.netledger.agent.sync.Words.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.driver.Specs;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.PlanMessage;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;

/** Names in real sandboxes, asked with programs that have their own resolver. */
class NamesTest {

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
  void sandboxesOfANetworkFindEachOtherByName() {
    agent.service().say(snapshot(7));

    assertThat(lookUp(RED, BLUE.name())).contains("192.0.2.8");
    assertThat(lookUp(RED, "SANDBOX-b1e.shop")).contains("192.0.2.8");
    assertThat(lookUp(BLUE, RED.id().substring(0, 12))).contains("192.0.2.7");
    assertThat(lookUp(BLUE, "192.0.2.7")).contains("name = sandbox-1ed.shop");
  }

  @Test
  void aNameComesAndGoesWithItsEndpoint() {
    agent.service().say(snapshot(7));
    agent.service().say(Changes.newBuilder().setRevision(8).addRemovedEndpointIds(id("eb1e")));
    assertThat(lookUp(RED, BLUE.name())).contains("SERVFAIL");

    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(9)
                .addEndpoints(blue().setRevision(9).addAliases("db")));
    assertThat(lookUp(RED, "db")).contains("192.0.2.8");
  }

  @Test
  void whoAdoptsTheSameNamespaceKeepsItsNamesWhenTheOtherGoes() {
    String shared = host.other("shared").file().toString();
    TestHost.see(Path.of(shared), "ip", "link", "set", "lo", "up");
    SandboxSpec second = Specs.sandbox("5ec0");
    agent
        .service()
        .say(
            snapshot(7)
                .clearSandboxes()
                .addSandboxes(sandbox(RED).toBuilder().setNetnsPath(shared))
                .addSandboxes(sandbox(second).toBuilder().setNetnsPath(shared))
                .addSandboxes(sandbox(BLUE)));
    assertThat(lookUp(RED, BLUE.name())).contains("192.0.2.8");

    agent.service().say(Changes.newBuilder().setRevision(8).addRemovedSandboxIds(second.id()));
    assertThat(lookUp(RED, BLUE.name())).contains("192.0.2.8");
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(9)
                .addSandboxes(sandbox(second).toBuilder().setNetnsPath(shared)));
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(10)
                .addRemovedEndpointIds(id("e1ed"))
                .addRemovedSandboxIds(RED.id()));
    assertThat(host.see(second, "nft", "list", "tables")).contains("netledger-names");
    assertThat(host.see(second, "ss", "-Hlnu")).contains("127.0.0.11");
  }

  @Test
  void theDefaultBridgeResolvesNoNames() {
    agent.service().say(snapshot(7).clearNetworks().addNetworks(network().setResolves(false)));

    assertThat(lookUp(RED, BLUE.name())).doesNotContain("192.0.2.8");
  }

  @Test
  void aSandboxSeesItsOwnFiles() throws IOException {
    Files.writeString(host.resolvConf(), "search example.org\noptions timeout:1\n");
    agent.service().say(snapshot(7));

    assertThat(host.etc().resolve(RED.id()).resolve("resolv.conf"))
        .content()
        .contains("nameserver 127.0.0.11\n", "search example.org\n", "options timeout:1 ndots:0\n");
    assertThat(host.etc().resolve(RED.id()).resolve("hosts"))
        .content()
        .contains("192.0.2.7\tsandbox-1ed 1ed000000000\n", "127.0.0.1\tlocalhost\n");

    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addRemovedEndpointIds(id("e1ed"))
                .addRemovedSandboxIds(RED.id()));
    assertThat(host.etc().resolve(RED.id())).doesNotExist();
  }

  @Test
  void namesAreAskedByUdpAndByTcpAndHoldersOfOneAliasTakeTurns() throws IOException {
    var red = new DnsClient(host.sandboxes().resolve(RED.id()));
    agent
        .service()
        .say(
            snapshot(7)
                .setEndpoints(0, Words.red().addAliases("all"))
                .setEndpoints(1, blue().addAliases("all")));

    List<String> first = addresses(red.ask("all"));
    assertThat(first).containsExactlyInAnyOrder("192.0.2.7", "192.0.2.8");
    assertThat(addresses(red.ask("all"))).isEqualTo(first.reversed());
    assertThat(addresses(red.byTcp(query("all")))).isEqualTo(first);
  }

  @Test
  void aLongAnswerIsCutToWhatTheAskerTakes() throws IOException {
    var red = new DnsClient(host.sandboxes().resolve(RED.id()));
    var snapshot = snapshot(7);
    for (int i = 10; i < 110; i++) {
      snapshot.addEndpoints(
          Words.endpoint(
                  "ee%03d".formatted(i),
                  BLUE,
                  "192.0.2." + i + "/24",
                  "02:42:c0:00:02:%02x".formatted(i))
              .setNetworkId(id("0123456789ab"))
              .setInterfaceName("eth" + i)
              .addAliases("all"));
    }
    agent.service().say(snapshot);

    Message cut = red.byUdp(query("all"));
    assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
    assertThat(cut.numBytes()).isLessThanOrEqualTo(512);
    assertThat(addresses(red.byUdp(query("all", 4_096)))).hasSize(100);
    assertThat(addresses(red.byTcp(query("all")))).hasSize(100);
  }

  @Test
  void anAgentThatStartsAgainAnswersAtTheSamePorts() throws IOException {
    agent.service().say(snapshot(7));
    String before = host.see(RED, "nft", "list", "table", "inet", "netledger-names");
    try (DatagramChannel kept = new DnsClient(host.sandboxes().resolve(RED.id())).udp()) {
      assertThat(addresses(DnsClient.by(kept, query(BLUE.name())))).containsExactly("192.0.2.8");
      agent.stop();
      agent.start();
      agent.service().answerCall();
      agent.service().say(snapshot(8));

      assertThat(host.see(RED, "nft", "list", "table", "inet", "netledger-names"))
          .isEqualTo(before);
      assertThat(addresses(DnsClient.by(kept, query(BLUE.name()))))
          .as("by a socket that connection tracking knows from before")
          .containsExactly("192.0.2.8");
    }
  }

  @Test
  void aWayToTheServerThatIsGoneIsMended() {
    try (LinuxKernel kernel = host.kernel()) {
      var keeper = new HostKeeper(kernel);
      var snapshot = PlanMessage.newBuilder().setSnapshot(snapshot(7)).build();
      keeper.take(List.of(PlanCodec.read(snapshot).orElseThrow().change()));
      host.see(RED, "nft", "flush", "ruleset");

      assertThat(keeper.repair(Set.of(RED.id())))
          .singleElement()
          .satisfies(finding -> {
            assertThat(finding.found()).startsWith("names were not served in sandbox");
            assertThat(finding.isRepaired()).isTrue();
          });
      assertThat(lookUp(RED, BLUE.name())).contains("192.0.2.8");
    }
  }

  @Test
  void nothingStaysInANamespaceThatWasTakenOver() {
    NetworkNamespace there = host.other("there");
    var adopted = sandbox(RED).toBuilder().setNetnsPath(there.file().toString());
    agent.service().say(snapshot(7).setSandboxes(0, adopted));
    assertThat(lookUp(RED, BLUE.name())).contains("192.0.2.8");

    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addRemovedEndpointIds(id("e1ed"))
                .addRemovedSandboxIds(RED.id()));
    assertThat(TestHost.see(there.file(), "nft", "list", "ruleset")).isEmpty();
    assertThat(TestHost.see(there.file(), "ss", "-Hlntu")).isEmpty();
  }

  @Test
  void aGuestSeesWhatItsDonorSees() {
    SandboxSpec guest = Specs.sandbox("9e");
    agent.service().say(snapshot(7).addSandboxes(sandbox(guest).toBuilder().setDonorId(RED.id())));
    assertThat(lookUp(guest, BLUE.name())).contains("192.0.2.8");
    assertThat(host.etc().resolve(guest.id()).resolve("hosts")).content().contains("192.0.2.7");

    agent.service().say(Changes.newBuilder().setRevision(8).addRemovedEndpointIds(id("e1ed")));
    assertThat(host.etc().resolve(guest.id()).resolve("hosts"))
        .content()
        .doesNotContain("192.0.2.7");
  }

  @Test
  void aGuestHasNamesAgainWhenItsDonorIsReplaced() {
    SandboxSpec guest = Specs.sandbox("9e");
    SandboxSpec next = Specs.sandbox("2ed");
    agent.service().say(snapshot(7).addSandboxes(sandbox(guest).toBuilder().setDonorId(RED.id())));
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addRemovedEndpointIds(id("e1ed"))
                .addRemovedSandboxIds(RED.id()));
    assertThat(host.see(guest, "nft", "list", "ruleset")).isEmpty();

    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(9)
                .addSandboxes(sandbox(next).toBuilder().setGuestId(guest.id()))
                .addSandboxes(sandbox(guest).toBuilder().setDonorId(next.id()))
                .addEndpoints(
                    Words.endpoint("e2ed", next, "192.0.2.9/24", "02:42:c0:00:02:09")
                        .setRevision(9)));
    assertThat(lookUp(guest, BLUE.name())).contains("192.0.2.8");
    assertThat(lookUp(guest, next.name())).contains("192.0.2.9");
  }

  private String lookUp(SandboxSpec from, String name) {
    return host.see(from, "sh", "-c", "busybox nslookup " + name + " 127.0.0.11 2>&1 || true");
  }
}
