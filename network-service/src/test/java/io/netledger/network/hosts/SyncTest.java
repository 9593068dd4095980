package io.netledger.network.hosts;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.host;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.leave;
import static io.netledger.network.Things.network;
import static io.netledger.network.Things.sandbox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netledger.eventstore.Recorded;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.NetworkRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.Refused;
import io.netledger.proto.agent.v1.SandboxSpec;
import io.netledger.proto.agent.v1.Snapshot;
import io.netledger.refusal.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an agent hears on its stream, and what its words write. */
class SyncTest {

  private static final String NET = id("a1");
  private static final String WEB = id("b1");
  private static final String ENDPOINT = id("c1");
  private static final String OTHER = id("c2");

  private final HostLine line;
  private AgentByHand agent;
  private long standing;

  SyncTest() throws Exception {
    line = new HostLine();
    agent = line.agent();
  }

  /** A host with a sandbox that is ready, its agent in step. */
  @BeforeEach
  void begin() {
    line.ledger.append(host("h1"));
    line.ledger.append(network(NET, "br0", "192.168.0.0/16"));
    line.ledger.append(network(id("a2"), "br1", "10.1.0.0/16"));
    line.ledger.append(sandbox(WEB, "web", "h1"));
    line.ledger.append(work -> SandboxRules.ready(work, WEB, "/run/netns/web"));
    agent.hello("h1", "boot-1", 0);
    standing = agent.snapshot().getRevision();
    agent.applied(standing);
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void tellsOfANetworksNewNameWhoeverHasTheNetwork() {
    long begun = line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    agent.changes();
    agent.applied(begun);
    line.ledger.append(work -> NetworkRules.rename(work, id("a2"), "unused"));
    line.ledger.append(work -> NetworkRules.rename(work, NET, "shop"));

    Changes changes = agent.changes();
    assertThat(changes.getNetworksList())
        .extracting(NetworkSpec::getId, NetworkSpec::getName)
        .containsExactly(tuple(NET, "shop"));
    assertThat(changes.getEndpointsList()).isEmpty();
  }

  @Test
  void bringsAnEndpointWithItsNetworkAndAttachesIt() {
    long begun = line.ledger.append("call-7", connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));

    Changes changes = agent.changes();
    assertThat(changes.getRevision()).isEqualTo(begun);
    assertThat(changes.getNetworksList()).extracting(NetworkSpec::getId).containsExactly(NET);
    assertThat(changes.getNetworks(0).getName()).isEqualTo("br0");
    assertThat(changes.getNetworks(0).getResolves()).isTrue();
    assertThat(changes.getNetworks(0).getBridge().getIcc()).isTrue();
    assertThat(changes.getNetworks(0).getSubnets(0).getGateway()).isEqualTo("192.168.0.1");
    EndpointSpec spec = changes.getEndpoints(0);
    assertThat(spec.getAddressesList()).containsExactly("192.168.0.2/16");
    assertThat(spec.getMacAddress()).isEqualTo("02:42:c0:a8:00:02");
    assertThat(spec.getInterfaceName()).isEqualTo("eth0");
    assertThat(spec.getSandboxId()).isEqualTo(WEB);
    assertThat(spec.getRevision()).isEqualTo(begun);

    agent.applied(begun);
    assertThat(line.eventsAfter(begun, 1)).containsExactly("EndpointAttached");
    Recorded attached = line.recordedAfter(begun, 1).getFirst();
    assertThat(attached.metadata().origin().correlation()).isEqualTo("call-7");
    assertThat(attached.metadata().origin().causation()).isEqualTo("network-service/r" + begun);
    assertThat(attached.metadata().origin().actor()).isEqualTo("driver-agent/h1");
    assertThat(state(ENDPOINT)).isInstanceOf(Endpoint.Attached.class);
  }

  @Test
  void writesNothingWhenTheSameIsSaidAgain() {
    long begun = line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    agent.changes();
    agent.applied(begun);
    line.eventsAfter(begun, 1);

    agent.applied(begun).applied(begun).ready(begun, WEB, "/run/netns/web");
    line.assertNothingWrittenAfter(begun + 1, agent, "h1");
  }

  @Test
  void failsWhatTheHostRefusesAndTellsItToDropIt() {
    long begun = line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    agent.changes();
    agent.refused(
        begun, Refused.newBuilder().setEndpointId(ENDPOINT).setMessage("add veth: File exists"));

    assertThat(line.eventsAfter(begun, 1)).containsExactly("EndpointFailed");
    assertThat(state(ENDPOINT))
        .isInstanceOfSatisfying(
            Endpoint.Failed.class,
            failed -> {
              assertThat(failed.failure().reason()).isEqualTo(Reason.HOST_REFUSED);
              assertThat(failed.failure().message()).isEqualTo("add veth: File exists");
            });
    assertThat(agent.changes().getRemovedEndpointIdsList()).containsExactly(ENDPOINT);
    assertThat(line.host("h1").getLastRefusal()).isEqualTo("add veth: File exists");
  }

  @Test
  void takesAnEndpointOffWithItsNetwork() {
    attach();
    long left = line.ledger.append("call-9", leave(ENDPOINT));

    Changes changes = agent.changes();
    assertThat(changes.getRemovedEndpointIdsList()).containsExactly(ENDPOINT);
    assertThat(changes.getRemovedNetworkIdsList()).containsExactly(NET);
    agent.applied(changes.getRevision());
    assertThat(line.eventsAfter(left, 1)).containsExactly("EndpointDetached");
    assertThat(line.recordedAfter(left, 1).getFirst().metadata().origin().correlation())
        .isEqualTo("call-9");
  }

  @Test
  void makesSandboxesAndRemovesThem() {
    long asked = line.ledger.append(sandbox(id("b2"), "db", "h1"));
    Changes changes = agent.changes();
    assertThat(changes.getSandboxesList()).extracting(SandboxSpec::getName).containsExactly("db");
    agent.ready(asked, id("b2"), "/run/netns/db");
    assertThat(line.eventsAfter(asked, 1)).containsExactly("SandboxReady");

    long removing = line.ledger.append(work -> SandboxRules.remove(work, id("b2"), false));
    assertThat(agent.changes().getRemovedSandboxIdsList()).containsExactly(id("b2"));
    agent.applied(removing);
    assertThat(line.eventsAfter(removing, 2)).containsExactly("SandboxRemoved", "NameFreed");
  }

  @Test
  void failsASandboxThatTheHostRefuses() {
    long asked = line.ledger.append(sandbox(id("b2"), "db", "h1"));
    agent.changes();
    agent.refused(asked, Refused.newBuilder().setSandboxId(id("b2")).setMessage("no such file"));
    assertThat(line.eventsAfter(asked, 1)).containsExactly("SandboxFailed");
    assertThat(line.ledger.ledger().streams().state(Kinds.SANDBOX, id("b2")).state())
        .isInstanceOf(Sandbox.Failed.class);
  }

  @Test
  void doesNotTakeASandboxForReadyThatIsNotNamed() {
    long asked = line.ledger.append(sandbox(id("b2"), "db", "h1"));
    agent.changes();
    agent.applied(asked);
    line.assertNothingWrittenAfter(asked, agent, "h1");
  }

  @Test
  void answersAnOlderMessageOnlyForWhatItBrought() {
    long first = line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    agent.changes();
    long second = line.ledger.append(connect(OTHER, "br1", "web", "10.1.0.2/16"));
    agent.changes();

    agent.applied(first);
    assertThat(line.eventsAfter(second, 1)).containsExactly("EndpointAttached");
    assertThat(state(OTHER)).isInstanceOf(Endpoint.Addressed.class);
    agent.applied(second);
    line.eventually(() -> assertThat(state(OTHER)).isInstanceOf(Endpoint.Attached.class));
  }

  @Test
  void tellsASlowAgentLessOften() {
    for (int i = 0; i < 30; i++) {
      line.ledger.append(sandbox(id("d%02x".formatted(i)), "box" + i, "h1"));
    }
    long last = line.head() - 1; // the name of the last comes after it
    int sandboxes = 0;
    for (int i = 0; i < HostSession.AHEAD; i++) {
      sandboxes += agent.changes().getSandboxesCount();
    }
    line.eventually(() -> assertThat(line.host("h1").getPlanRevision()).isEqualTo(last));
    assertThat(agent.waiting()).isZero();
    assertThat(sandboxes).isLessThan(30);

    agent.applied(last);
    assertThat(agent.changes().getSandboxesCount()).isEqualTo(30 - sandboxes);
  }

  @Test
  void recordsDrift() {
    long before = line.head();
    agent.drift("bridge br-a1 was gone", true).drift("eth0 was down", false);
    assertThat(line.eventsAfter(before, 3))
        .containsExactly("DriftDetected", "DriftRepaired", "DriftDetected");
  }

  @Test
  void keepsAnAttachedEndpointThatIsRefusedLater() {
    attach();
    AgentByHand again = line.agent().hello("h1", "boot-2", 0);
    Snapshot snapshot = again.snapshot();
    long booted = line.head();
    again.refused(
        snapshot.getRevision(),
        Refused.newBuilder().setEndpointId(ENDPOINT).setMessage("no memory"));
    assertThat(line.eventsAfter(booted, 1)).containsExactly("DriftDetected");
    assertThat(state(ENDPOINT)).isInstanceOf(Endpoint.Attached.class);
  }

  @Test
  void detachesWhatLeftWhileTheHostWasAway() throws Exception {
    attach();
    long applied = line.head() - 1;
    agent.close();
    line.eventually(() -> assertThat(line.host("h1").getConnected()).isFalse());
    long left = line.ledger.append(leave(ENDPOINT));

    AgentByHand back = line.agent().hello("h1", "boot-1", applied);
    Changes changes = back.changes();
    assertThat(changes.getRemovedEndpointIdsList()).containsExactly(ENDPOINT);
    back.applied(changes.getRevision());
    assertThat(line.eventsAfter(left, 1)).containsExactly("EndpointDetached");
  }

  @Test
  void detachesWhatLeftBeforeTheHostEverSpoke() {
    line.ledger.append(host("h2"));
    line.ledger.append(sandbox(id("b9"), "far", "h2"));
    line.ledger.append(connect(OTHER, "br0", "far", "192.168.0.9/16"));
    long left = line.ledger.append(leave(OTHER));

    AgentByHand second = line.agent().hello("h2", "boot-1", 0);
    Snapshot snapshot = second.snapshot();
    assertThat(snapshot.getEndpointsList()).isEmpty();
    second.applied(snapshot.getRevision());
    assertThat(line.eventsAfter(left, 1)).containsExactly("EndpointDetached");
    line.ledger.append(work -> EndpointRules.released(work, OTHER));
  }

  private void attach() {
    long begun = line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    agent.changes();
    agent.applied(begun);
    line.eventsAfter(begun, 1);
  }

  private Endpoint state(String id) {
    return line.ledger.ledger().streams().state(Kinds.ENDPOINT, id).state();
  }
}
