package io.netledger.agent.sync;

import static io.netledger.agent.sync.Words.BLUE;
import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.network;
import static io.netledger.agent.sync.Words.red;
import static io.netledger.agent.sync.Words.sandbox;
import static io.netledger.agent.sync.Words.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.driver.Specs;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.netns.NamespaceDirectory;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.HostStack;
import io.netledger.proto.agent.v1.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sandboxes that share a network stack, on a host of the test's own. */
class ModesTest {

  private static final SandboxSpec MONITOR = Specs.sandbox("c0ffee");

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

  private static io.netledger.proto.agent.v1.SandboxSpec.Builder onHost() {
    return sandbox(MONITOR).toBuilder().setHost(HostStack.getDefaultInstance());
  }

  private Path file(SandboxSpec sandbox) {
    return host.sandboxes().resolve(sandbox.id());
  }

  private static long idOf(Path file) {
    try (NetworkNamespace namespace = NetworkNamespace.open(file)) {
      return namespace.id();
    }
  }

  @Test
  void aSandboxOfTheHostIsTheHost() {
    Applied applied = agent.service().say(snapshot(7).addSandboxes(onHost()));

    assertThat(applied.getRefusedList()).isEmpty();
    assertThat(applied.getSandboxesList())
        .extracting(it -> it.getNetnsPath())
        .contains(file(MONITOR).toString());
    assertThat(idOf(file(MONITOR))).isEqualTo(host.namespace().id());
    assertThat(host.see(MONITOR, "ip", "link")).contains(BRIDGE);
  }

  @Test
  void theHostStaysAsItIsWhenTheSandboxGoes() {
    agent.service().say(snapshot(7).addSandboxes(onHost()));
    String before = host.see("ip", "-o", "addr") + host.see("nft", "list", "ruleset");
    agent.service().say(Changes.newBuilder().setRevision(8).addRemovedSandboxIds(MONITOR.id()));

    assertThat(host.see("ip", "-o", "addr") + host.see("nft", "list", "ruleset")).isEqualTo(before);
    assertThat(Files.exists(file(MONITOR))).isFalse();
    assertThat(host.pings(RED, "192.0.2.1")).isTrue();
  }

  @Test
  void anAgentThatStartsAnewFindsItAsItWas() throws IOException {
    agent.service().say(snapshot(7).addSandboxes(onHost()));
    agent.stop();
    agent.start();
    agent.service().answerCall();
    Applied applied = agent.service().say(snapshot(7).addSandboxes(onHost()));

    assertThat(applied.getRefusedList()).isEmpty();
    assertThat(idOf(file(MONITOR))).isEqualTo(host.namespace().id());
  }

  private static io.netledger.proto.agent.v1.SandboxSpec.Builder guestOf(SandboxSpec donor) {
    return sandbox(MONITOR).toBuilder().setDonorId(donor.id());
  }

  @Test
  void aGuestIsInItsDonorsNamespaceWhicheverIsSaidFirst() {
    Applied applied =
        agent
            .service()
            .say(
                Snapshot.newBuilder()
                    .setRevision(7)
                    .addSandboxes(guestOf(RED))
                    .addNetworks(network())
                    .addSandboxes(sandbox(RED))
                    .addEndpoints(red()));

    assertThat(applied.getRefusedList()).isEmpty();
    assertThat(applied.getSandboxesCount()).isEqualTo(2);
    assertThat(idOf(file(MONITOR))).isEqualTo(idOf(file(RED)));
    assertThat(host.pings(MONITOR, "192.0.2.1")).isTrue();
  }

  @Test
  void aGuestKeepsLoWhenItsDonorGoes() {
    agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));
    removeRed(8);

    assertThat(host.see(MONITOR, "ip", "-o", "link").lines())
        .singleElement()
        .asString()
        .contains("lo");
    assertThat(Files.exists(file(RED))).isFalse();
    assertThat(host.pings(BLUE, "192.0.2.1")).isTrue();
  }

  private void removeRed(long revision) {
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(revision)
                .addRemovedEndpointIds(red().getId())
                .addRemovedSandboxIds(RED.id()));
  }

  @Test
  void whatRunsInAGuestSeesTheNewDonorsInterface() throws IOException {
    agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));
    Process running = TestHost.start(file(MONITOR), "sleep", "10");
    TestHost.awaitMove(running);
    removeRed(8);
    SandboxSpec next = Specs.sandbox("2ed");
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(9)
                .addSandboxes(guestOf(next))
                .addSandboxes(sandbox(next).toBuilder().setGuestId(MONITOR.id()))
                .addEndpoints(
                    Words.endpoint("e2ed", next, "192.0.2.9/24", "02:42:c0:00:02:09")
                        .setRevision(9)));

    Path inside = Path.of("/proc", Long.toString(running.pid()), "ns", "net");
    assertThat(TestHost.see(inside, "ip", "address")).contains("192.0.2.9/24");
    assertThat(idOf(file(MONITOR))).isEqualTo(idOf(file(next)));
    assertThat(host.pings(MONITOR, "192.0.2.8")).isTrue();
    running.destroy();
  }

  @Test
  void aGuestRejoinsADonorWhoseNamespaceIsNotItsOwn() {
    agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));
    removeRed(8);
    long waiting = idOf(file(MONITOR));
    SandboxSpec next = Specs.sandbox("2ed");
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(9)
                .addSandboxes(guestOf(next))
                .addSandboxes(sandbox(next)));

    assertThat(idOf(file(next))).isNotEqualTo(waiting);
    assertThat(idOf(file(MONITOR))).isEqualTo(idOf(file(next)));
  }

  @Test
  void aDonorDoesNotTakeTheHostsNamespaceFromAGuest() {
    var host = sandbox(RED).toBuilder().setHost(HostStack.getDefaultInstance());
    agent
        .service()
        .say(Snapshot.newBuilder().setRevision(7).addSandboxes(host).addSandboxes(guestOf(RED)));
    SandboxSpec next = Specs.sandbox("2ed");
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addRemovedSandboxIds(RED.id())
                .addSandboxes(guestOf(next))
                .addSandboxes(sandbox(next).toBuilder().setGuestId(MONITOR.id())));

    assertThat(idOf(file(next))).isNotEqualTo(this.host.namespace().id());
    assertThat(idOf(file(MONITOR))).isEqualTo(idOf(file(next)));
  }

  @Test
  void aGuestFollowsADonorWhoseNamespaceIsMadeAnew() throws IOException {
    agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));
    agent.stop();
    host.forget(RED);
    agent.start();
    agent.service().answerCall();
    Applied applied = agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));

    assertThat(applied.getRefusedList()).isEmpty();
    assertThat(idOf(file(MONITOR))).isEqualTo(idOf(file(RED)));
    assertThat(host.pings(MONITOR, "192.0.2.8")).isTrue();
  }

  @Test
  void aNamespaceThatIsUnmountedByHandIsMountedAgainWithItsGuests() throws IOException {
    agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));
    long before = idOf(file(RED));
    host.forget(RED);
    Drift repaired = agent.service().outcome();
    assertThat(repaired.getFound()).contains("mount of sandbox " + RED.id());
    assertThat(repaired.getRepaired()).isTrue();
    assertThat(idOf(file(RED))).isEqualTo(before);
    assertThat(idOf(file(MONITOR))).isEqualTo(before);
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
  }

  @Test
  void aGuestThatIsInAnotherNamespaceIsPutIntoItsDonors() throws IOException {
    agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));
    agent.stop();
    host.forget(MONITOR);
    NamespaceDirectory.at(host.sandboxes()).adopt(MONITOR.id(), host.other("wrong")).close();
    agent.start();
    agent.service().answerCall();
    Applied applied = agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));

    assertThat(applied.getRefusedList()).isEmpty();
    assertThat(idOf(file(MONITOR))).isEqualTo(idOf(file(RED)));
    assertThat(host.pings(MONITOR, "192.0.2.8")).isTrue();
  }

  @Test
  void aGuestWithoutDonorOutlivesAnAgent() throws IOException {
    agent.service().say(snapshot(7).addSandboxes(guestOf(RED)));
    removeRed(8);
    long waiting = idOf(file(MONITOR));
    agent.stop();
    agent.start();
    agent.service().answerCall();
    agent.service().say(Snapshot.newBuilder().setRevision(8).addSandboxes(guestOf(RED)));

    assertThat(idOf(file(MONITOR))).isEqualTo(waiting);
  }

  @Test
  void aGuestOfARefusedDonorHasNothingButLo() {
    Applied applied =
        agent
            .service()
            .say(
                Snapshot.newBuilder()
                    .setRevision(7)
                    .addSandboxes(sandbox(RED).toBuilder().setNetnsPath("/nowhere/at/all"))
                    .addSandboxes(guestOf(RED)));

    assertThat(applied.getRefusedList())
        .extracting(it -> it.getSandboxId())
        .containsExactly(RED.id());
    assertThat(host.see(MONITOR, "ip", "-o", "link").lines()).hasSize(1);
  }

  @Test
  void aSandboxWithoutEndpointsHasNothingButLo() {
    agent.service().say(Snapshot.newBuilder().setRevision(1).addSandboxes(sandbox(RED)));

    assertThat(host.see(RED, "ip", "-o", "link").lines()).singleElement().asString().contains("lo");
    assertThat(host.see(RED, "ip", "link", "show", "lo")).contains("UP");
  }
}
