package io.netledger.deploy.local.chaos;

import com.google.protobuf.Duration;
import io.grpc.Channel;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.proto.network.v1.SandboxServiceGrpc;
import io.netledger.proto.network.v1.Subnet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The networks and sandboxes of the play: on bridges of the only host, or on overlays over all. */
final class World {

  static final int WORKERS = 4;

  /** Two for the sandboxes that stay connected, and one to lose. */
  static final int MANY = 3;

  static final List<String> NETWORKS = List.of("small", "dual", "inner");

  private static final int BOXES_OF_A_WORKER = 2;
  private static final int PATIENCE_SECONDS = 90;

  private final Channel channel;
  private final List<Ground> hosts;

  World(Channel channel, List<Ground> hosts) {
    this.channel = channel;
    this.hosts = hosts;
  }

  /** The sandboxes that only this worker connects. */
  static List<String> boxesOf(int worker) {
    return IntStream.range(0, BOXES_OF_A_WORKER).mapToObj(box -> "box-" + worker + box).toList();
  }

  /**
   * Makes everything, with two sandboxes that stay connected, if it can be on two hosts.
   *
   * @return the endpoints of these two
   */
  List<Endpoint> make() {
    // 13 addresses: released ones must come back into use.
    network(CreateNetworkRequest.newBuilder(), "small", "192.168.77.0/28");
    network(CreateNetworkRequest.newBuilder(), "dual", "192.168.78.0/24", "fd77:78::/64");
    network(CreateNetworkRequest.newBuilder().setInternal(true), "inner", "192.168.79.0/24");
    int boxes = 0;
    for (int worker = 0; worker < WORKERS; worker++) {
      for (String box : boxesOf(worker)) {
        sandbox(box, hosts.get(boxes++ % hosts.size()));
      }
    }
    return List.of(
        steady("steady-a", hosts.getFirst()), steady("steady-b", hosts.get(1 % hosts.size())));
  }

  private void network(CreateNetworkRequest.Builder request, String name, String... subnets) {
    for (String subnet : subnets) {
      request.addSubnets(Subnet.newBuilder().setSubnet(subnet));
    }
    var _ =
        NetworkServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .createNetwork(
                request.setName(name).setDriver(hosts.size() > 1 ? "overlay" : "bridge").build());
  }

  private void sandbox(String name, Ground host) {
    var _ =
        SandboxServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
            .createSandbox(
                CreateSandboxRequest.newBuilder()
                    .setName(name)
                    .setHost(host.name())
                    .setWait(patience())
                    .build());
  }

  private Endpoint steady(String name, Ground host) {
    sandbox(name, host);
    return NetworkServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .connect(
            ConnectRequest.newBuilder()
                .setNetwork("dual")
                .setSandbox(name)
                .setWait(patience())
                .build())
        .getEndpoint();
  }

  private static Duration patience() {
    return Duration.newBuilder().setSeconds(PATIENCE_SECONDS - 10).build();
  }
}
