package io.netledger.network.hosts;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.network;
import static io.netledger.network.Things.sandbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.Heartbeat;
import io.netledger.proto.agent.v1.Hello;
import io.netledger.proto.agent.v1.SandboxSpec;
import io.netledger.proto.agent.v1.Snapshot;
import io.netledger.proto.network.v1.Host;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Refusals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a stream begins: the first word, again, after a reboot, twice. */
class HelloTest {

  private static final String WEB = id("b1");
  private static final String ENDPOINT = id("c1");

  private final HostLine line;

  HelloTest() throws Exception {
    line = new HostLine();
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void makesAHostKnownAndIsAnsweredWithTheWholePlan() {
    AgentByHand agent =
        line.agent()
            .say(
                AgentMessage.newBuilder()
                    .setHello(
                        Hello.newBuilder()
                            .setHost("h1")
                            .setBootId("boot-1")
                            .setUnderlayAddress("192.0.2.1")
                            .addCapabilities("bridge")));
    assertThat(agent.snapshot().getSandboxesList()).isEmpty();
    assertThat(line.eventsAfter(0, 3))
        .containsExactly("NameClaimed", "HostRegistered", "HostBooted");
    Host host = line.host("h1");
    assertThat(host.getConnected()).isTrue();
    assertThat(host.getBootId()).isEqualTo("boot-1");
    assertThat(host.getUnderlayAddress()).isEqualTo("192.0.2.1");
    assertThat(host.getCapabilitiesList()).containsExactly("bridge");
    assertThat(host.getLastSeenAt().getSeconds()).isPositive();
  }

  @Test
  void writesNothingOnAKnownBootAndSendsOnlyTheDifference() {
    long standing = connected();
    AgentByHand agent = line.agent().hello("h1", "boot-1", standing);
    Changes changes = agent.changes();
    assertThat(changes.getSandboxesList()).isEmpty();
    assertThat(changes.getEndpointsList()).isEmpty();
    line.assertNothingWrittenAfter(standing + 1, agent, "h1");

    line.ledger.append(sandbox(id("b2"), "db", "h1"));
    AgentByHand late = line.agent().hello("h1", "boot-1", standing);
    assertThat(late.changes().getSandboxesList())
        .extracting(SandboxSpec::getName)
        .containsExactly("db");
  }

  @Test
  void bringsEverythingAgainAfterAReboot() {
    long standing = connected();
    AgentByHand agent = line.agent().hello("h1", "boot-2", standing);
    Snapshot snapshot = agent.snapshot();
    assertThat(snapshot.getEndpointsList())
        .extracting(EndpointSpec::getId)
        .containsExactly(ENDPOINT);
    assertThat(snapshot.getNetworksCount()).isEqualTo(1);
    assertThat(line.eventsAfter(standing + 1, 1)).containsExactly("HostBooted");

    agent.ready(snapshot.getRevision(), WEB, "/run/netns/web");
    line.assertNothingWrittenAfter(standing + 2, agent, "h1");
  }

  /** The answer to the message was lost with the stream: nobody but the agent knows it stands. */
  @Test
  void asksAgainForWhatTheLogStillWaitsFor() {
    line.ledger.append(network(id("a1"), "br0", "192.168.0.0/16"));
    AgentByHand agent = line.agent().hello("h1", "boot-1", 0);
    agent.snapshot();
    line.ledger.append(sandbox(WEB, "web", "h1"));
    agent.changes();
    long asked = line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    agent.changes();
    agent.close();

    AgentByHand back = line.agent().hello("h1", "boot-1", asked);
    Changes changes = back.changes();
    assertThat(changes.getEndpointsCount()).isEqualTo(1);
    back.ready(changes.getRevision(), WEB, "/run/netns/web");
    assertThat(line.eventsAfter(asked, 2))
        .containsExactlyInAnyOrder("SandboxReady", "EndpointAttached");
  }

  @Test
  void ofANewerStreamEndsTheOlder() throws Exception {
    AgentByHand older = line.agent().hello("h1", "boot-1", 0);
    older.snapshot();
    AgentByHand newer = line.agent().hello("h1", "boot-1", 0);
    newer.snapshot();

    assertThat(older.end().getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(line.host("h1").getConnected()).isTrue();
    line.ledger.append(sandbox(WEB, "web", "h1"));
    assertThat(newer.changes().getSandboxesCount()).isEqualTo(1);
    newer.close();
    line.eventually(() -> assertThat(line.host("h1").getConnected()).isFalse());
  }

  @Test
  void mustBeTheFirstWordAndProper() throws Exception {
    assertThat(refusal(line.agent().applied(1)).getMessage()).contains("APPLIED");
    assertThat(refusal(line.agent().say(AgentMessage.newBuilder())).getMessage())
        .contains("expected");
    assertThat(refusal(line.agent().hello("-h1", "boot-1", 0)).getMessage()).contains("-h1");
    assertThat(refusal(line.agent().hello("h1", "", 0)).getMessage()).contains("boot_id");
    AgentByHand twice = line.agent().hello("h1", "boot-1", 0).hello("h1", "boot-1", 0);
    assertThat(refusal(twice).reason()).isEqualTo(Reason.INVALID_ARGUMENT);
  }

  @Test
  void showsHowFarAHostIs() {
    AgentByHand agent = line.agent().hello("h1", "boot-1", 0);
    agent.snapshot();
    long asked = line.ledger.append(sandbox(WEB, "web", "h1"));
    agent.changes();
    assertThat(line.host("h1").getPlanRevision()).isEqualTo(asked);
    assertThat(line.host("h1").getAppliedRevision()).isLessThan(asked);
    agent.ready(asked, WEB, "/run/netns/web");
    agent.say(
        AgentMessage.newBuilder().setHeartbeat(Heartbeat.newBuilder().setAppliedRevision(asked)));
    line.eventually(() -> assertThat(line.host("h1").getAppliedRevision()).isEqualTo(asked));
    assertThat(line.host("h1").getSandboxCount()).isEqualTo(1);
  }

  private static Rejection refusal(AgentByHand agent) throws Exception {
    return Refusals.of(agent.end()).orElseThrow();
  }

  /** A host with an attached endpoint; returns the revision its kernel stands at. */
  private long connected() {
    line.ledger.append(network(id("a1"), "br0", "192.168.0.0/16"));
    AgentByHand agent = line.agent().hello("h1", "boot-1", 0);
    agent.snapshot();
    long made = line.ledger.append(sandbox(WEB, "web", "h1"));
    agent.changes();
    agent.ready(made, WEB, "/run/netns/web");
    line.eventsAfter(made, 1);
    long asked = line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    agent.changes();
    agent.applied(asked);
    line.eventsAfter(asked, 1);
    return asked;
  }
}
