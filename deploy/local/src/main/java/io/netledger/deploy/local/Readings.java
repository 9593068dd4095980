package io.netledger.deploy.local;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What the parts say of themselves, over the same API that everyone uses. */
final class Readings {

  private static final int PATIENCE_SECONDS = 2;

  private Readings() {}

  /** Whether the service at {@code socket} says that it serves. */
  static boolean serves(Path socket) {
    return ask(
        socket,
        channel ->
            HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus()
                == ServingStatus.SERVING);
  }

  /**
   * Whether the agent of {@code host} is on the line since this boot, and the whole plan stands in
   * its kernel.
   */
  static boolean hostStands(Path networkService, String host, String bootId) {
    return ask(
        networkService,
        channel -> {
          var seen =
              HostServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                  .getHost(GetHostRequest.newBuilder().setHost(host).build())
                  .getHost();
          return seen.getConnected()
              && seen.getBootId().equals(bootId)
              && seen.getAppliedRevision() >= seen.getPlanRevision();
        });
  }

  /** A channel waits long after a failed try, so we knock first. */
  private static boolean ask(Path socket, Predicate<Channel> question) {
    if (!answers(socket)) {
      return false;
    }
    try (var channel = WireChannel.open(new WireAddress.Unix(socket))) {
      return question.test(channel.grpc());
    } catch (StatusRuntimeException _) {
      return false;
    }
  }

  private static boolean answers(Path socket) {
    try (var knock = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return knock.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException _) {
      return false;
    }
  }
}
