package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.Replica;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.proto.network.v1.Subnet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several network-services and ipam-services, of which one goes while there is work. */
@Timeout(120)
class ReplicasTest {

  private static final int SANDBOXES = 60;

  private World world;
  private Replica other;

  @BeforeEach
  void twoReplicas() throws IOException {
    world = new World();
    other = world.anotherReplica();
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("br0")
                .addSubnets(Subnet.newBuilder().setSubnet("192.168.0.0/16"))
                .build());
  }

  @AfterEach
  void end() {
    other.close();
    world.close();
  }

  private void sandboxes(int count) {
    for (int i = 0; i < count; i++) {
      world
          .sandboxes()
          .createSandbox(
              CreateSandboxRequest.newBuilder()
                  .setName("box" + i)
                  .setHost("node-1")
                  .setWait(Duration.getDefaultInstance())
                  .build());
    }
  }

  private static ConnectRequest connect(String sandbox, String requestId) {
    return ConnectRequest.newBuilder()
        .setNetwork("br0")
        .setSandbox(sandbox)
        .setRequestId(requestId)
        .build();
  }

  @Test
  void whatOneDecidesReachesAnAgentOfTheOther() {
    try (var host = other.host("node-1")) {
      eventually(() -> assertThat(world.events("type=HostRegistered")).hasSize(1));
      sandboxes(1);
      Endpoint attached = world.networks().connect(connect("box0", "")).getEndpoint();
      assertThat(attached.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
      assertThat(host.endpoints()).containsOnlyKeys(attached.getId());
    }
  }

  @Test
  void eachKnowsOfTheOthersHosts() {
    try (var _ = other.host("node-1")) {
      eventually(() -> assertThat(connectedHosts()).containsExactly("node-1 with lag 0"));
      other.close();
      eventually(() -> assertThat(connectedHosts()).as("its replica is dead").isEmpty());
      try (var _ = world.host("node-1")) {
        assertThat(connectedHosts()).containsExactly("node-1 with lag 0");
      }
    }
  }

  private List<String> connectedHosts() {
    return world
        .hosts()
        .listHosts(ListHostsRequest.newBuilder().addFilter("connected=true").build())
        .getHostsList()
        .stream()
        .filter(Host::getConnected)
        .map(host -> host.getName() + " with lag " + host.getLag())
        .toList();
  }

  @Test
  void whatOneLeftUndoneTheOtherTakesUp() throws IOException {
    try (var host = world.host("node-1")) {
      sandboxes(1);
      world.stopIpam();
      var request =
          connect("box0", "rq-1").toBuilder().setWait(Duration.getDefaultInstance()).build();
      Endpoint pending = other.networks().connect(request).getEndpoint();
      assertThat(pending.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_PENDING);
      other.close();
      world.restartIpam();
      eventually(() -> assertThat(host.endpoints()).containsOnlyKeys(pending.getId()));
      assertThat(world.networks().connect(connect("box0", "rq-1")).getEndpoint().getId())
          .as("the same request, sent to another replica")
          .isEqualTo(pending.getId());
    }
  }

  @Test
  void anotherIpamServiceTakesOver() throws IOException {
    try (var host = world.host("node-1");
        var _ = world.anotherIpam()) {
      sandboxes(2);
      world.networks().connect(connect("box0", ""));
      world.stopIpam();
      assertThat(world.networks().connect(connect("box1", "")).getEndpoint().getState())
          .isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
      assertThat(host.endpoints()).hasSize(2);
      world.restartIpam();
    }
  }

  /** Each caller goes on with the other replica when its own does not answer. */
  @Test
  void oneThatGoesUnderLoadLosesNothing() throws InterruptedException {
    try (HandDrivenAgent host = world.host("node-1")) {
      sandboxes(SANDBOXES);
      Map<String, String> answered = new ConcurrentHashMap<>();
      CountDownLatch some = new CountDownLatch(SANDBOXES / 3);
      try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < SANDBOXES; i++) {
          ConnectRequest request = connect("box" + i, "rq-" + i);
          callers.execute(() -> {
            answered.put(request.getRequestId(), connectSomewhere(request));
            some.countDown();
          });
        }
        assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
        other.close();
      }
      assertThat(answered).hasSize(SANDBOXES);
      assertThat(host.endpoints().keySet())
          .as("what was acknowledged is there, and nothing else")
          .containsExactlyInAnyOrderElementsOf(answered.values());
      answered.forEach((requestId, endpoint) ->
          assertThat(
                  world
                      .networks()
                      .connect(connect(requestId.replace("rq-", "box"), requestId))
                      .getEndpoint()
                      .getId())
              .as("%s, once more", requestId)
              .isEqualTo(endpoint));
      assertThat(
              world
                  .networks()
                  .listEndpoints(ListEndpointsRequest.newBuilder().setPageSize(1_000).build())
                  .getEndpointsList())
          .hasSize(SANDBOXES);
      assertThat(world.holders()).hasSize(SANDBOXES);
    }
  }

  private String connectSomewhere(ConnectRequest request) {
    try {
      return id(other.networks(), request);
    } catch (StatusRuntimeException away) {
      assertThat(away.getStatus().getCode()).isIn(Status.Code.UNAVAILABLE, Status.Code.CANCELLED);
      return id(world.networks(), request);
    }
  }

  private static String id(NetworkServiceBlockingStub replica, ConnectRequest request) {
    return replica.connect(request).getEndpoint().getId();
  }
}
