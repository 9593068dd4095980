package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.sync.Words.BLUE;
import static io.netledger.agent.sync.Words.BRIDGE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.RED_PORT;
import static io.netledger.agent.sync.Words.network;
import static io.netledger.agent.sync.Words.red;
import static io.netledger.agent.sync.Words.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.netledger.agent.kernel.TestHost;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.Refused;
import io.netledger.proto.agent.v1.Snapshot;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the host refuses to remove is named in every answer until it is gone, and then told. Two
 * real refusals: a file in a directory that is mounted read-only, and lo, which the kernel never
 * deletes, though it bears the mark of an endpoint.
 */
class LingeringTest {

  private static final String MARK = "netledger:endpoint:";

  @RegisterExtension final TestHost host = new TestHost();

  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent(host);
    agent.service().say(snapshot(7));
  }

  @AfterEach
  void stop() throws IOException {
    remount("rw");
    agent.close();
  }

  @Test
  void namesASandboxThatCannotBeRemovedAndTellsWhenItIsGone() {
    remount("ro");
    Applied refused =
        agent
            .service()
            .say(
                Changes.newBuilder()
                    .setRevision(8)
                    .addRemovedEndpointIds(id("eb1e"))
                    .addRemovedSandboxIds(BLUE.id()));
    assertThat(refused.getRefusedList())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.getSandboxId()).isEqualTo(BLUE.id());
          assertThat(it.getMessage()).contains(BLUE.id(), "Read-only file system");
          assertThat(it.getLingers()).isTrue();
        });

    Applied next =
        agent.service().say(Changes.newBuilder().setRevision(9).addRemovedEndpointIds(id("e1ed")));
    assertThat(next.getRefusedList()).extracting(Refused::getSandboxId).containsExactly(BLUE.id());
    assertThat(host.see("ip", "-br", "link")).as("others are not held up").doesNotContain("nl");

    remount("rw");
    Applied gone = agent.service().applied();
    assertThat(gone.getRevision()).isEqualTo(9);
    assertThat(gone.getRefusedList()).isEmpty();
    assertThat(host.sandboxes().resolve(BLUE.id())).doesNotExist();
    assertThat(host.sandboxes().resolve(RED.id())).exists();
  }

  @Test
  void findsWhatLingersAgainWhenItStartsAnew() {
    agent.stop();
    mark("e1ed");
    agent.start();
    remount("ro");
    agent.service().answerCall();
    Applied refused =
        agent.service().say(Snapshot.newBuilder().setRevision(8).addNetworks(network()));
    assertThat(refused.getRefusedList())
        .extracting(Refused::getSandboxId, Refused::getEndpointId)
        .containsExactlyInAnyOrder(
            tuple(RED.id(), ""), tuple(BLUE.id(), ""), tuple("", id("e1ed")));
    assertThat(host.see("ip", "-br", "link")).contains(BRIDGE).doesNotContain("nl");

    agent.stop();
    remount("rw");
    agent.start();
    remount("ro");
    agent.service().answerCall();
    assertThat(agent.service().say(Snapshot.newBuilder().setRevision(8)).getRefusedList())
        .as("files without namespaces are found, too")
        .hasSize(3);

    remount("rw");
    mark("");
    assertThat(agent.service().applied().getRefusedList()).isEmpty();
    assertThat(host.sandboxes()).isEmptyDirectory();
  }

  @Test
  void doesNotTakeWhatLingersForDriftNorHoldUpTheRest() {
    mark("e1ed");
    assertThat(agent.service().outcome().getFailure()).contains("Operation not supported");
    assertThat(agent.service().say(Changes.newBuilder().setRevision(8)).getRefusedList())
        .as("the endpoint itself stands as it should")
        .isEmpty();

    Applied refused =
        agent.service().say(Changes.newBuilder().setRevision(9).addRemovedEndpointIds(id("e1ed")));
    assertThat(refused.getRefusedList())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.getEndpointId()).isEqualTo(id("e1ed"));
          assertThat(it.getMessage()).contains("Operation not supported");
          assertThat(it.getErrno()).isEqualTo(95);
        });
    assertThat(host.see("ip", "-br", "link")).doesNotContain(RED_PORT);
    host.see("ip", "link", "delete", BRIDGE);
    assertThat(agent.service().outcome().getFound()).isEqualTo("bridge " + BRIDGE + " was gone");
    assertThat(host.pings(BLUE, "192.0.2.1")).isTrue();
    assertThat(host.see("ip", "-br", "link")).doesNotContain(RED_PORT);

    mark("");
    assertThat(agent.service().applied().getRefusedList()).isEmpty();
  }

  @Test
  void saysOfWhatCouldNotBeBroughtAboutWhetherSomethingOfItStands() {
    agent.service().say(Changes.newBuilder().setRevision(8).addRemovedEndpointIds(id("e1ed")));
    host.see(RED, "ip", "link", "add", "eth0", "type", "veth");
    mark("e1ed");
    agent.service().outcome();
    Applied refused =
        agent.service().say(Changes.newBuilder().setRevision(9).addEndpoints(red().setRevision(9)));
    assertThat(refused.getRefusedList())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.getMessage()).contains("File exists");
          assertThat(it.getLingers()).isTrue();
        });

    mark("");
    assertThat(agent.service().applied().getRefusedList())
        .singleElement()
        .satisfies(it -> {
          assertThat(it.getMessage()).contains("File exists");
          assertThat(it.getLingers()).isFalse();
        });
  }

  private void remount(String how) {
    host.see("mount", "-o", "remount,bind," + how, host.sandboxes().toString());
  }

  /** Lets lo be the endpoint's; with nothing nobody's. */
  private void mark(String endpoint) {
    host.see("ip", "link", "set", "lo", "alias", endpoint.isEmpty() ? "" : MARK + id(endpoint));
  }
}
