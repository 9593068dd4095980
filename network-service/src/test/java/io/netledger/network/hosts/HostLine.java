package io.netledger.network.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.network.TestLedger;
import io.netledger.network.ipam.IpamClient;
import io.netledger.network.plan.HostPlans;
import io.netledger.network.process.Processes;
import io.netledger.network.process.Watches;
import io.netledger.network.query.HostQueries;
import io.netledger.network.rpc.AgentRpc;
import io.netledger.network.rpc.HostAnswers;
import io.netledger.network.rpc.HostRpc;
import io.netledger.network.rpc.Writing;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.wire.Denials;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The hosts' side of network-service on a socket, over a real ledger; decisions come by hand. */
final class HostLine implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  final TestLedger ledger = new TestLedger();
  private final HostPlans plans = HostPlans.follow(ledger.ledger().log(), ledger.ledger().tail());
  private final HostSessions sessions =
      new HostSessions(
          plans, new HostJournal(ledger.ledger().streams()::append), Clock.systemUTC());
  private final Path directory = Files.createTempDirectory("netledger-hosts");
  private final Intake intake = new Intake(ledger.ledger().streams());
  private final Watches watches = new Watches(ledger.ledger().log(), ledger.ledger().tail());
  private final Processes processes;
  private final WireServer server;
  private final WireChannel channel;

  HostLine() throws IOException {
    WireAddress address = new WireAddress.Unix(directory.resolve("network.sock"));
    channel = WireChannel.open(address);
    processes = new Processes(ledger.ledger().streams(), intake, new IpamClient(channel.grpc()));
    Writing writing =
        new Writing(intake, ledger.ledger().streams(), ledger.ledger().log(), processes, watches);
    Moments moments = new Moments(ledger.ledger().log(), ledger.ledger().tail(), Clock.systemUTC());
    HostAnswers answers =
        new HostAnswers(new HostQueries(ledger.reads()), sessions, plans, moments);
    server =
        WireServer.start(
            address,
            List.of(new AgentRpc(sessions, Denials.UNHEARD), new HostRpc(writing, answers, plans)));
  }

  AgentByHand agent() {
    return new AgentByHand(channel.grpc());
  }

  Host host(String name) {
    return HostServiceGrpc.newBlockingStub(channel.grpc())
        .getHost(GetHostRequest.newBuilder().setHost(name).build())
        .getHost();
  }

  /** Short names of the types of the events after {@code revision}, when there are that many. */
  List<String> eventsAfter(long revision, int count) {
    return recordedAfter(revision, count).stream().map(HostLine::type).toList();
  }

  List<Recorded> recordedAfter(long revision, int count) {
    Awaitility.await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> head() >= revision + count);
    return ledger.ledger().log().read(revision + 1, Integer.MAX_VALUE);
  }

  void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).untilAsserted(assertion);
  }

  long head() {
    return ledger.ledger().log().head();
  }

  /** Words are handled in their order: one that is written shows what those before have written. */
  void assertNothingWrittenAfter(long revision, AgentByHand agent, String host) {
    agent.drift("the last word", false);
    assertThat(eventsAfter(revision, 1)).containsExactly("DriftDetected");
    assertThat(host(host).getConnected()).isTrue();
  }

  private static String type(Recorded event) {
    String type = event.payload().type();
    return type.substring(type.lastIndexOf('.') + 1);
  }

  @Override
  public void close() {
    channel.close();
    server.close();
    processes.close();
    watches.close();
    plans.close();
    ledger.close();
    try {
      Files.deleteIfExists(directory.resolve("network.sock"));
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
