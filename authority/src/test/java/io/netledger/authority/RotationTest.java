package io.netledger.authority;

import static io.netledger.authority.Parties.ALICE;
import static io.netledger.authority.Parties.H1;
import static io.netledger.authority.Parties.NETWORK_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import io.netledger.identity.Credentials;
import io.netledger.identity.Identity;
import io.netledger.identity.PrivateFile;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.WatchEventsRequest;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.wire.Denials;
import io.netledger.wire.RefusalTranslator;
import io.netledger.wire.Refusals;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One certificate follows another while there is talk. */
@Timeout(60)
class RotationTest {

  @TempDir Path folder;

  private final Echo.History history = new Echo.History();
  private Parties parties;
  private Credentials own;
  private WireServer server;

  @BeforeEach
  void serve() throws IOException {
    parties = new Parties(folder);
    own = parties.of(NETWORK_SERVICE);
    server =
        WireServer.start(
            WireAddress.parse("tcp:127.0.0.1:0"),
            Optional.of(own),
            List.of(new Echo(), new Echo.Agents(), history),
            RefusalTranslator.REJECTIONS,
            Denials.UNHEARD);
  }

  @AfterEach
  void stop() {
    history.more.countDown();
    server.close();
  }

  @Test
  void aStreamLivesOnAndTheNextConnectionBeginsWithTheNextCertificate() throws IOException {
    Credentials mine = parties.of(H1);
    try (var channel = calling(mine)) {
      var answers = new CountedAnswers<PlanMessage>();
      var stream = AgentServiceGrpc.newStub(channel.grpc()).sync(answers);
      stream.onNext(AgentMessage.getDefaultInstance());
      answers.await(1);

      replace(mine, ALICE);
      replace(own, NETWORK_SERVICE);
      channel.connectAnew();
      assertThat(caller(channel)).isEqualTo("cert:client/alice");
      stream.onNext(AgentMessage.getDefaultInstance());
      answers.await(2);
      stream.onCompleted();
    }
  }

  @Test
  void filesThatCannotBeUsedLeaveTheOnesBeforeInUse() throws IOException {
    Credentials mine = parties.of(ALICE);
    Path file = mine.files().certificate();
    for (String damaged :
        List.of("", Files.readString(own.files().key()).replaceAll("A", "B"), "nonsense")) {
      PrivateFile.write(file, damaged);
      touch(file);
      try (var channel = calling(mine)) {
        assertThat(caller(channel)).isEqualTo("cert:client/alice");
      }
      assertThatThrownBy(() -> Credentials.load(mine.files()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void aKeyOfAnotherCertificateIsNotTaken() throws IOException {
    Credentials alice = parties.of(ALICE);
    Credentials h1 = parties.of(H1);
    var mixed =
        new io.netledger.identity.TlsFiles(
            alice.files().certificate(), h1.files().key(), parties.authorityFile());
    assertThatThrownBy(() -> Credentials.load(mixed)).hasMessageContaining("is not the key");
  }

  /** The connection was made in time, and outlives the certificate. */
  @Test
  void whatGoesOnEndsWithTheCertificate() throws IOException {
    Instant end = Instant.now().plusSeconds(3);
    Credentials brief = parties.of(ALICE, Validity.until(Instant.now(), end));
    try (var channel = calling(brief)) {
      var events =
          HistoryServiceGrpc.newBlockingStub(channel.grpc())
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .watchEvents(WatchEventsRequest.getDefaultInstance());
      assertThat(events.next()).isNotNull();

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Instant.now().isAfter(brief.expires().plusMillis(100)));
      history.more.countDown();
      assertExpired(events::next);
      assertExpired(() -> caller(channel));
    }
  }

  private static void assertExpired(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    var told = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(Refusals.of(told))
        .hasValueSatisfying(
            refusal -> assertThat(refusal.reason()).isEqualTo(Reason.CERTIFICATE_EXPIRED));
  }

  private WireChannel calling(Credentials credentials) {
    return WireChannel.open(server.address(), "network-service", Optional.of(credentials));
  }

  private static String caller(WireChannel channel) {
    return NetworkServiceGrpc.newBlockingStub(channel.grpc())
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .getNetwork(GetNetworkRequest.getDefaultInstance())
        .getNetwork()
        .getName();
  }

  private void replace(Credentials credentials, Identity next) throws IOException {
    Path file = credentials.files().certificate();
    parties.give(file, next, Validity.from(Instant.now(), Duration.ofHours(1)));
    touch(file);
  }

  /** So that a clock of coarse ticks shows that the file is another. */
  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(
        file, FileTime.from(Files.getLastModifiedTime(file).toInstant().plusMillis(50)));
  }
}
