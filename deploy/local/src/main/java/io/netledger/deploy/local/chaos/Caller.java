package io.netledger.deploy.local.chaos;

import com.google.protobuf.Duration;
import io.grpc.ManagedChannel;
import io.netledger.deploy.local.chaos.Journal.Line;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import java.util.concurrent.TimeUnit;

/** Sends what a journal says, always in the same words. */
final class Caller {

  private static final int WAIT_SECONDS = 60;

  private final ManagedChannel channel;

  Caller(ManagedChannel channel) {
    this.channel = channel;
  }

  /** The endpoint that the request was about. */
  Endpoint send(Line.Sent request) {
    channel.resetConnectBackoff();
    var stub =
        NetworkServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(WAIT_SECONDS + 10, TimeUnit.SECONDS);
    var wait = Duration.newBuilder().setSeconds(WAIT_SECONDS).build();
    return request.connect()
        ? stub.connect(
                ConnectRequest.newBuilder()
                    .setNetwork(request.network())
                    .setSandbox(request.sandbox())
                    .setWait(wait)
                    .setRequestId(request.id())
                    .build())
            .getEndpoint()
        : stub.disconnect(
                DisconnectRequest.newBuilder()
                    .setNetwork(request.network())
                    .setSandbox(request.sandbox())
                    .setWait(wait)
                    .setRequestId(request.id())
                    .build())
            .getEndpoint();
  }

  /** The name of the state without its prefix. */
  static String state(Endpoint endpoint) {
    return endpoint.getState().name().replace("ENDPOINT_STATE_", "");
  }
}
