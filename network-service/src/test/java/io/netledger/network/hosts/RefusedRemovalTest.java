package io.netledger.network.hosts;

import static io.netledger.network.Things.connect;
import static io.netledger.network.Things.host;
import static io.netledger.network.Things.id;
import static io.netledger.network.Things.leave;
import static io.netledger.network.Things.network;
import static io.netledger.network.Things.sandbox;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.rules.EndpointRules;
import io.netledger.network.rules.SandboxRules;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Refused;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a host could not remove is not gone for the log either, until the agent says so. */
class RefusedRemovalTest {

  private static final String WEB = id("b1");
  private static final String DB = id("b2");
  private static final String ENDPOINT = id("c1");
  private static final String OTHER = id("c2");
  private static final Refused STANDS =
      Refused.newBuilder()
          .setEndpointId(ENDPOINT)
          .setMessage("delete link 7: Operation not supported")
          .setErrno(95)
          .setLingers(true)
          .build();

  private final HostLine line;
  private final AgentByHand agent;

  RefusedRemovalTest() throws Exception {
    line = new HostLine();
    agent = line.agent();
  }

  /** A host with two sandboxes and an endpoint in each, the agent in step. */
  @BeforeEach
  void begin() {
    line.ledger.append(host("h1"));
    line.ledger.append(network(id("a1"), "br0", "192.168.0.0/16"));
    for (String sandbox : new String[] {WEB, DB}) {
      line.ledger.append(sandbox(sandbox, sandbox.equals(WEB) ? "web" : "db", "h1"));
      line.ledger.append(work -> SandboxRules.ready(work, sandbox, "/run/netns/it"));
    }
    line.ledger.append(connect(ENDPOINT, "br0", "web", "192.168.0.2/16"));
    long planned = line.ledger.append(connect(OTHER, "br0", "db", "192.168.0.3/16"));
    line.eventually(
        () -> assertThat(line.host("h1").getPlanRevision()).isGreaterThanOrEqualTo(planned));
    agent.hello("h1", "boot-1", 0);
    long standing = agent.snapshot().getRevision();
    agent.applied(standing);
    line.eventually(() -> assertThat(state(OTHER)).isInstanceOf(Endpoint.Attached.class));
    line.eventually(() -> assertThat(state(ENDPOINT)).isInstanceOf(Endpoint.Attached.class));
  }

  @AfterEach
  void close() {
    line.close();
  }

  @Test
  void keepsAnEndpointThatStillStandsAndLetsOthersGo() {
    long left = line.ledger.append(leave(ENDPOINT));
    agent.changes();
    say(left, STANDS);
    line.assertNothingWrittenAfter(left, agent, "h1");
    assertThat(state(ENDPOINT)).isInstanceOf(Endpoint.Leaving.class);
    assertThat(line.host("h1").getLastRefusal()).isEqualTo(STANDS.getMessage());

    long otherLeft = line.ledger.append(leave(OTHER));
    agent.changes();
    say(otherLeft, STANDS);
    assertThat(line.eventsAfter(otherLeft, 1)).containsExactly("EndpointDetached");
    assertThat(state(OTHER)).isInstanceOf(Endpoint.Detached.class);
    line.assertNothingWrittenAfter(otherLeft + 1, agent, "h1");
    assertThat(state(ENDPOINT)).isInstanceOf(Endpoint.Leaving.class);

    long before = line.head();
    say(otherLeft);
    assertThat(line.eventsAfter(before, 1)).containsExactly("EndpointDetached");
    assertThat(state(ENDPOINT)).isInstanceOf(Endpoint.Detached.class);
  }

  @Test
  void keepsASandboxThatStillStandsWithItsName() {
    long left = line.ledger.append(leave(OTHER));
    agent.changes();
    say(left);
    line.eventsAfter(left, 1);
    line.ledger.append(work -> EndpointRules.released(work, OTHER));
    long removing = line.ledger.append(work -> SandboxRules.remove(work, DB, false));
    long told = agent.changes().getRevision();
    Refused stands =
        Refused.newBuilder().setSandboxId(DB).setMessage("remove: Read-only file system").build();
    say(told, stands);
    line.assertNothingWrittenAfter(removing, agent, "h1");
    assertThat(sandboxState()).isInstanceOf(Sandbox.Removing.class);

    long before = line.head();
    say(told);
    assertThat(line.eventsAfter(before, 2)).containsExactly("SandboxRemoved", "NameFreed");
  }

  @Test
  void isToldAgainOnTheNextStream() {
    long left = line.ledger.append(leave(ENDPOINT));
    agent.changes();
    say(left, STANDS);
    line.assertNothingWrittenAfter(left, agent, "h1");

    AgentByHand again = line.agent().hello("h1", "boot-1", left);
    var changes = again.changes();
    assertThat(changes.getRemovedEndpointIdsList()).containsExactly(ENDPOINT);
    long before = line.head();
    again.applied(changes.getRevision());
    assertThat(line.eventsAfter(before, 1)).containsExactly("EndpointDetached");
  }

  @Test
  void failsAnEndpointThatWasRefusedOnlyWhenNothingOfItIsLeft() {
    long left = line.ledger.append(leave(OTHER));
    agent.changes();
    say(left);
    line.eventsAfter(left, 1);
    line.ledger.append(work -> EndpointRules.released(work, OTHER));
    String third = id("c3");
    long begun = line.ledger.append(connect(third, "br0", "db", "192.168.0.4/16"));
    agent.changes();
    Refused.Builder refused = Refused.newBuilder().setEndpointId(third).setMessage("no memory");
    say(begun, refused.setLingers(true).build());
    line.assertNothingWrittenAfter(begun, agent, "h1");
    assertThat(state(third)).isInstanceOf(Endpoint.Addressed.class);

    long before = line.head();
    say(begun, refused.setLingers(false).build());
    assertThat(line.eventsAfter(before, 1)).containsExactly("EndpointFailed");
  }

  private void say(long revision, Refused... refused) {
    agent.say(
        AgentMessage.newBuilder()
            .setApplied(
                Applied.newBuilder().setRevision(revision).addAllRefused(List.of(refused))));
  }

  private Endpoint state(String id) {
    return line.ledger.ledger().streams().state(Kinds.ENDPOINT, id).state();
  }

  private Sandbox sandboxState() {
    return line.ledger.ledger().streams().state(Kinds.SANDBOX, DB).state();
  }
}
