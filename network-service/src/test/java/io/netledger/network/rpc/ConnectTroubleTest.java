package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetEndpointRequest;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connecting and disconnecting when hosts, ipam-service or we ourselves are in trouble … */
@Timeout(60)
class ConnectTroubleTest {

  private World world;
  private HandDrivenAgent host;

  @BeforeEach
  void aNetworkAndTwoSandboxes() throws IOException {
    world = new World();
    host = world.host("node-1");
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("br0")
                .addSubnets(Subnet.newBuilder().setSubnet("192.168.0.0/16"))
                .build());
    for (String name : new String[] {"web", "db"}) {
      world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName(name).build());
    }
  }

  @AfterEach
  void end() {
    host.close();
    world.close();
  }

  private static ConnectRequest.Builder connect(String sandbox) {
    return ConnectRequest.newBuilder().setNetwork("br0").setSandbox(sandbox);
  }

  private static DisconnectRequest.Builder disconnect(String sandbox) {
    return DisconnectRequest.newBuilder().setNetwork("br0").setSandbox(sandbox);
  }

  @Test
  void tellsWhatTheHostRefusedAndLeavesNothing() {
    host.refuse("add veth: File exists");
    var refusal = refused(() -> world.networks().connect(connect("web").build()));
    assertThat(refusal.reason()).isEqualTo(Reason.HOST_REFUSED);
    assertThat(refusal.getMessage()).contains("File exists");
    eventually(() -> assertThat(world.holders()).isEmpty());
    host.refuse("");
    eventually(() ->
        assertThat(
                world
                    .networks()
                    .getNetwork(GetNetworkRequest.newBuilder().setNetwork("br0").build())
                    .getNetwork()
                    .getEndpointCount())
            .isZero());
    assertThat(world.networks().connect(connect("web").build()).getEndpoint().getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
  }

  @Test
  void answersPendingWhenTheHostIsSilentAndAttachesLater() {
    host.beSilent();
    Endpoint pending =
        world
            .networks()
            .connect(connect("web").setWait(Duration.getDefaultInstance()).build())
            .getEndpoint();
    assertThat(pending.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_PENDING);
    host.speak();
    eventually(() ->
        assertThat(
                world
                    .networks()
                    .getEndpoint(
                        GetEndpointRequest.newBuilder().setEndpoint(pending.getId()).build())
                    .getEndpoint()
                    .getState())
            .isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED));
  }

  @Test
  void disconnectsByForceWithoutTheHost() {
    world.networks().connect(connect("web").build());
    host.beSilent();
    Endpoint leaving =
        world
            .networks()
            .disconnect(disconnect("web").setWait(Duration.newBuilder().setNanos(1)).build())
            .getEndpoint();
    assertThat(leaving.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_LEAVING);
    assertThat(world.holders()).as("the host may still use it").hasSize(1);
    Endpoint gone =
        world.networks().disconnect(disconnect("web").setForce(true).build()).getEndpoint();
    assertThat(gone.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_GONE);
    assertThat(world.holders()).isEmpty();
  }

  @Test
  void waitsForIpamService() throws IOException {
    world.stopIpam();
    Endpoint pending =
        world
            .networks()
            .connect(connect("web").setWait(Duration.getDefaultInstance()).build())
            .getEndpoint();
    assertThat(pending.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_PENDING);
    world.restartIpam();
    eventually(() -> assertThat(host.endpoints()).containsOnlyKeys(pending.getId()));
  }

  @Test
  void goesOnAfterARestart() throws IOException {
    world.stopIpam();
    Endpoint pending =
        world
            .networks()
            .connect(
                connect("web").setRequestId("rq-1").setWait(Duration.getDefaultInstance()).build())
            .getEndpoint();
    world.stopService();
    world.restartIpam();
    world.restartService();
    try (var again = world.host("node-1")) {
      eventually(() -> assertThat(again.endpoints()).containsOnlyKeys(pending.getId()));
      Endpoint attached =
          world.networks().connect(connect("web").setRequestId("rq-1").build()).getEndpoint();
      assertThat(attached.getId()).isEqualTo(pending.getId());
      assertThat(attached.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
    }
  }
}
