package io.netledger.authority;

import static io.netledger.authority.Parties.ALICE;
import static io.netledger.authority.Parties.H1;
import static io.netledger.authority.Parties.NETWORK_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.netledger.identity.Credentials;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.wire.RefusalTranslator;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who gets an answer on TCP, and who gets nothing at all. */
@Timeout(60)
class HandshakeTest {

  private static final WireAddress ANY_PORT = WireAddress.parse("tcp:127.0.0.1:0");
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ALERT = 0x15; // content type of a TLS record, RFC 8446, 5.1

  @TempDir Path folder;

  private final BlockingQueue<String> denied = new LinkedBlockingQueue<>();
  private Parties parties;
  private WireServer server;

  @BeforeEach
  void serve() throws IOException {
    parties = new Parties(folder);
    server = serving(NETWORK_SERVICE);
  }

  private WireServer serving(Identity identity) throws IOException {
    return WireServer.start(
        ANY_PORT,
        Optional.of(parties.of(identity)),
        List.of(new Echo(), new Echo.Agents()),
        RefusalTranslator.REJECTIONS,
        (caller, method, refusal) ->
            denied.add(caller.actor() + " " + method + " " + refusal.reason()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aCertificateIsItsCallersName() throws IOException {
    try (var channel = calling(parties.of(ALICE))) {
      var caller = ask(channel.grpc());

      assertThat(caller.getName()).isEqualTo("cert:client/alice");
      assertThat(caller.getId()).startsWith("tcp:127.0.0.1:");
      assertThat(
              HealthGrpc.newBlockingStub(channel.grpc())
                  .check(HealthCheckRequest.getDefaultInstance())
                  .getStatusValue())
          .isPositive();
      assertThat(Reflection.services(channel.grpc()))
          .contains(NetworkServiceGrpc.SERVICE_NAME, HealthGrpc.SERVICE_NAME);
    }
  }

  @Test
  void nothingIsAnsweredWithoutACertificate() {
    var address = (WireAddress.Tcp) server.address();
    try (var channel =
        WireChannel.openUnknown(address, "network-service", parties.authority.fingerprint())) {
      assertNothingAnswered(channel.grpc());
    }
    assertThat(denied).isEmpty();
  }

  @Test
  void nothingIsAnsweredToACertificateOfAnotherAuthority() throws IOException {
    try (var channel = calling(parties.stranger(ALICE))) {
      assertNothingAnswered(channel.grpc());
    }
    assertThat(denied).as("whoever signed it, nobody here knows the caller").isEmpty();
  }

  @Test
  void nothingIsAnsweredToAnExpiredCertificateAndTheLedgerHearsOfIt() throws Exception {
    try (var channel = calling(parties.late(H1))) {
      assertNothingAnswered(channel.grpc());
    }
    assertThat(denied.poll(20, TimeUnit.SECONDS))
        .isEqualTo("cert:host/h1  " + Reason.CERTIFICATE_REFUSED);
  }

  @Test
  void plainTextIsAnsweredWithNothingButTheEndOfTheConnection() throws IOException {
    var address = (WireAddress.Tcp) server.address();
    try (var socket = new Socket(address.host(), address.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(PREFACE);
      byte[] answer = socket.getInputStream().readAllBytes();
      assertThat(answer.length).as("at most one alert").isLessThanOrEqualTo(7);
      if (answer.length > 0) {
        assertThat(answer[0]).isEqualTo((byte) ALERT);
      }
    }
    ManagedChannel plain =
        NettyChannelBuilder.forAddress(address.host(), address.port()).usePlaintext().build();
    try {
      assertNothingAnswered(plain);
    } finally {
      plain.shutdownNow();
    }
  }

  @Test
  void aHostMayNotAskForNetworksNorForWhatThereIs() throws Exception {
    try (var channel = calling(parties.of(H1))) {
      StatusRuntimeException told = refused(() -> ask(channel.grpc()));
      assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(told.getStatus().getDescription()).isEqualTo("cert:host/h1 may not call this");
      assertThat(denied.poll(20, TimeUnit.SECONDS))
          .isEqualTo(
              "cert:host/h1 netledger.network.v1.NetworkService/GetNetwork "
                  + Reason.CALLER_NOT_ALLOWED);

      told = refused(() -> Reflection.services(channel.grpc()));
      assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(denied.poll(20, TimeUnit.SECONDS)).contains("ServerReflection");
      assertThat(Sync.once(channel.grpc())).isTrue();
    }
  }

  @Test
  void aClientMayNotPlayAHost() throws Exception {
    try (var channel = calling(parties.of(ALICE))) {
      StatusRuntimeException told = refused(() -> Sync.once(channel.grpc()));
      assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED);
      assertThat(denied.poll(20, TimeUnit.SECONDS)).contains("AgentService/Sync");
    }
  }

  @Test
  void aServerMustBeTheServiceThatIsCalled() throws IOException {
    for (Identity other : List.of(new Identity.Service("ipam-service"), H1, ALICE)) {
      try (var impostor = serving(other);
          var channel =
              WireChannel.open(
                  impostor.address(), "network-service", Optional.of(parties.of(ALICE)))) {
        assertNothingAnswered(channel.grpc());
      }
    }
  }

  @Test
  void whoJoinsKnowsTheServerByItsAuthorityOnly() throws IOException {
    var address = (WireAddress.Tcp) ANY_PORT;
    Credentials own = parties.of(NETWORK_SERVICE);
    try (var door =
        WireServer.startForUnknown(address, own, new Echo(), RefusalTranslator.REJECTIONS)) {
      var there = (WireAddress.Tcp) door.address();
      try (var channel =
          WireChannel.openUnknown(there, "network-service", parties.authority.fingerprint())) {
        assertThat(ask(channel.grpc()).getName()).isEqualTo("anonymous");
        assertThat(refused(() -> Reflection.services(channel.grpc())).getStatus().getCode())
            .isEqualTo(Status.Code.UNIMPLEMENTED);
        assertThat(refused(() -> health(channel.grpc())).getStatus().getCode())
            .isEqualTo(Status.Code.UNIMPLEMENTED);
      }
      try (var channel =
          WireChannel.openUnknown(there, "network-service", Fingerprint.of(new byte[] {1, 2, 3}))) {
        assertNothingAnswered(channel.grpc());
      }
    }
  }

  private WireChannel calling(Credentials credentials) {
    return WireChannel.open(server.address(), "network-service", Optional.of(credentials));
  }

  private static io.netledger.proto.network.v1.Network ask(Channel channel) {
    return NetworkServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS)
        .getNetwork(GetNetworkRequest.getDefaultInstance())
        .getNetwork();
  }

  private static void health(Channel channel) {
    var _ =
        HealthGrpc.newBlockingStub(channel)
            .withDeadlineAfter(20, TimeUnit.SECONDS)
            .check(HealthCheckRequest.getDefaultInstance());
  }

  /**
   * Neither a call of ours nor health nor reflection: the connection itself does not come about.
   */
  private static void assertNothingAnswered(Channel channel) {
    for (Runnable call :
        List.<Runnable>of(
            () -> ask(channel), () -> health(channel), () -> Reflection.services(channel))) {
      StatusRuntimeException told = refused(call);
      assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(told.getTrailers() == null || told.getTrailers().keys().isEmpty()).isTrue();
    }
  }

  private static StatusRuntimeException refused(Runnable call) {
    var told = catchThrowableOfType(StatusRuntimeException.class, call::run);
    assertThat(told).as("the call is refused").isNotNull();
    return told;
  }
}
