package io.netledger.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.StreamObserver;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetNetworkResponse;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListNetworksResponse;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WireServerTest {

  @TempDir Path folder;

  @Test
  void tellsHandlersWhoCallsOnAUnixSocket() throws IOException {
    try (var server = WireServer.start(unix("s"), List.of(new Echo()));
        var channel = WireChannel.open(server.address())) {
      Network caller =
          stub(channel).getNetwork(GetNetworkRequest.getDefaultInstance()).getNetwork();

      assertThat(caller.getName()).isEqualTo("unix:" + System.getProperty("user.name"));
      assertThat(caller.getId()).isEqualTo("unix:pid=" + ProcessHandle.current().pid());
    }
  }

  @Test
  void saysNothingOnTcpWithoutACertificate() {
    for (String word : List.of("tcp:127.0.0.1:0", "tcp:[::1]:0", "tcp:localhost:0")) {
      WireAddress address = WireAddress.parse(word);
      assertThat(address).hasToString(word);
      assertThatThrownBy(() -> WireServer.start(address, List.of(new Echo())))
          .isInstanceOf(MissingCertificate.class)
          .hasMessageContaining("needs a certificate");
      assertThatThrownBy(() -> WireChannel.open(address)).isInstanceOf(MissingCertificate.class);
    }
  }

  @Test
  void aRefusalReachesTheClientWithItsReason() throws IOException {
    try (var server = WireServer.start(unix("s"), List.of(new Echo()));
        var channel = WireChannel.open(server.address())) {
      var request = GetNetworkRequest.newBuilder().setNetwork("web").build();
      var told =
          catchThrowableOfType(
              StatusRuntimeException.class, () -> stub(channel).getNetwork(request));

      assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
      assertThat(Refusals.of(told))
          .hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.NETWORK_NOT_FOUND);
            assertThat(rejection).hasMessage("no network web");
          });
    }
  }

  @Test
  void aBugIsInternalAndKeepsItsDetailsToItself() throws IOException {
    try (var server = WireServer.start(unix("s"), List.of(new Echo()));
        var channel = WireChannel.open(server.address())) {
      var told =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () -> stub(channel).listNetworks(ListNetworksRequest.getDefaultInstance()));

      assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
      assertThat(told).hasMessageNotContaining("secret");
      assertThat(Refusals.of(told)).isEmpty();
    }
  }

  @Test
  void isHealthyAndItsSocketIsForOwnerAndGroup() throws IOException {
    try (var server = WireServer.start(unix("s"), List.of());
        var channel = WireChannel.open(server.address())) {
      var health =
          HealthGrpc.newBlockingStub(channel.grpc())
              .withDeadlineAfter(10, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance());

      assertThat(health.getStatus()).isEqualTo(ServingStatus.SERVING);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("s"))))
          .isEqualTo("rw-rw----");
      assertThat(folder).isDirectoryNotContaining(file -> !file.endsWith("s"));
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void takesThePlaceOfADeadServerAndNeverOfALivingOne() throws IOException {
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(folder.resolve("s")));
    }
    try (var server = WireServer.start(unix("s"), List.of(new Echo()))) {
      assertThatThrownBy(() -> WireServer.start(unix("s"), List.of()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("served by a living process");
      try (var channel = WireChannel.open(server.address())) {
        assertThat(stub(channel).getNetwork(GetNetworkRequest.getDefaultInstance())).isNotNull();
      }
    }
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String word :
        List.of("tcp:192.0.2.1", "tcp:h:70000", "tcp:::1:7070", "unix:relative", "http://x", "")) {
      assertThatThrownBy(() -> WireAddress.parse(word))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }

  private WireAddress unix(String name) {
    return new WireAddress.Unix(folder.resolve(name));
  }

  private static NetworkServiceGrpc.NetworkServiceBlockingStub stub(WireChannel channel) {
    return NetworkServiceGrpc.newBlockingStub(channel.grpc())
        .withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  /** Answers with who is calling; refuses when a network is named; has a bug in its list. */
  private static final class Echo extends NetworkServiceGrpc.NetworkServiceImplBase {

    @Override
    public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> response) {
      if (!request.getNetwork().isEmpty()) {
        throw new Rejection(Reason.NETWORK_NOT_FOUND, "no network " + request.getNetwork());
      }
      Caller caller = Caller.current();
      response.onNext(
          GetNetworkResponse.newBuilder()
              .setNetwork(Network.newBuilder().setName(caller.actor()).setId(caller.address()))
              .build());
      response.onCompleted();
    }

    @Override
    public void listNetworks(
        ListNetworksRequest request, StreamObserver<ListNetworksResponse> response) {
      throw new IllegalStateException("secret");
    }
  }
}
