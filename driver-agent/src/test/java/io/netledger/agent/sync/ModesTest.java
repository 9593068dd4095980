package io.netledger.agent.sync;

import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.sandbox;
import static io.netledger.agent.sync.Words.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.driver.Specs;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Changes;
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

  @Test
  void aSandboxWithoutEndpointsHasNothingButLo() {
    agent.service().say(Snapshot.newBuilder().setRevision(1).addSandboxes(sandbox(RED)));

    assertThat(host.see(RED, "ip", "-o", "link").lines()).singleElement().asString().contains("lo");
    assertThat(host.see(RED, "ip", "link", "show", "lo")).contains("UP");
  }
}
