package io.netledger.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetNetworkResponse;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ReplicasTest {

  @TempDir Path folder;

  @Test
  void areWrittenWithCommasBetween() {
    for (String word :
        List.of(
            "unix:/run/a",
            "unix:/run/a,unix:/run/b",
            "unix:/run/a,b,unix:/run/c",
            "tcp:127.0.0.1:7443,tcp:[::1]:7445,tcp:ledger.example.org:7443")) {
      assertThat(Replicas.parse(word)).hasToString(word);
    }
    assertThat(Replicas.parse("unix:/run/a,b,unix:/run/c").addresses()).hasSize(2);
    assertThatThrownBy(() -> Replicas.parse("unix:/run/a,tcp:127.0.0.1:7443"))
        .hasMessageContaining("all unix: or all tcp:");
    assertThatThrownBy(() -> Replicas.parse("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCallGoesToOneThatLives() throws IOException {
    var replicas = new Replicas(List.of(unix("a b"), unix("c")));
    try (var channel = WireChannel.open(replicas, "network-service", Optional.empty())) {
      var second = start("c");
      assertThat(answerOf(channel)).as("the first is not there").isEqualTo("c");

      var first = start("a b");
      assertThat(answerOf(channel)).as("who answered is stayed with").isEqualTo("c");

      second.close();
      Awaitility.await().until(() -> answerOf(channel).equals("a b"));
      first.close();
      Awaitility.await().until(() -> answerOf(channel).equals("UNAVAILABLE"));
    }
  }

  @Test
  void aHostThatNobodyKnowsIsSaid() {
    var target = ReplicaResolver.target(Replicas.parse("tcp:a.invalid:1,tcp:b.invalid:1"));
    var channel =
        io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder.forTarget(target)
            .usePlaintext()
            .build();
    try {
      var told =
          catchThrowableOfType(
              StatusRuntimeException.class,
              () ->
                  NetworkServiceGrpc.newBlockingStub(channel)
                      .getNetwork(GetNetworkRequest.getDefaultInstance()));
      assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(told).hasMessageContaining("tcp:a.invalid:1, tcp:b.invalid:1");
    } finally {
      channel.shutdownNow();
    }
  }

  private WireServer start(String name) throws IOException {
    return WireServer.start(unix(name), List.of(new Named(name)));
  }

  private WireAddress.Unix unix(String name) {
    return new WireAddress.Unix(folder.resolve(name));
  }

  private static String answerOf(WireChannel channel) {
    channel.grpc().resetConnectBackoff();
    try {
      return NetworkServiceGrpc.newBlockingStub(channel.grpc())
          .withDeadlineAfter(20, TimeUnit.SECONDS)
          .getNetwork(GetNetworkRequest.getDefaultInstance())
          .getNetwork()
          .getName();
    } catch (StatusRuntimeException away) {
      return away.getStatus().getCode().name();
    }
  }

  /** Says which replica it is. */
  private static final class Named extends NetworkServiceGrpc.NetworkServiceImplBase {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> observer) {
      observer.onNext(
          GetNetworkResponse.newBuilder().setNetwork(Network.newBuilder().setName(name)).build());
      observer.onCompleted();
    }
  }
}
