package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.ConnectResponse;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connecting and disconnecting over gRPC … */
@Timeout(60)
class ConnectTest {

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
  void attachesASandbox() {
    Endpoint web = world.networks().connect(connect("web").build()).getEndpoint();
    Endpoint db = world.networks().connect(connect("db").build()).getEndpoint();
    assertThat(web.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
    assertThat(web.getAddressesList()).containsExactly("192.168.0.2/16");
    assertThat(web.getGatewaysList()).containsExactly("192.168.0.1");
    assertThat(web.getMacAddress()).isEqualTo("02:42:c0:a8:00:02");
    assertThat(web.getInterfaceName()).isEqualTo("eth0");
    assertThat(web.getNetwork()).isEqualTo("br0");
    assertThat(web.getSandbox()).isEqualTo("web");
    assertThat(web.getHost()).isEqualTo("node-1");
    assertThat(db.getAddressesList()).containsExactly("192.168.0.3/16");
    assertThat(host.endpoints()).containsOnlyKeys(web.getId(), db.getId());
    assertThat(
            world
                .networks()
                .getNetwork(GetNetworkRequest.newBuilder().setNetwork("br0").build())
                .getNetwork()
                .getEndpointsList())
        .as("what is read equals what was answered")
        .containsExactly(web, db);
  }

  @Test
  void writesTheEventsOfTheContract() {
    long before = world.head();
    world.networks().connect(connect("web").build());
    assertThat(world.eventsAfter(before))
        .containsExactly(
            "EndpointAdded",
            "SandboxJoined",
            "EndpointRequested",
            "EndpointAddressed",
            "EndpointAttached");
    long between = world.head();
    world.networks().disconnect(disconnect("web").build());
    assertThat(world.eventsAfter(between))
        .containsExactly(
            "EndpointLeaving",
            "EndpointDetached",
            "EndpointRemoved",
            "SandboxLeft",
            "EndpointDropped");
  }

  @Test
  void keepsOneCorrelationFromRequestToRelease() {
    world.networks().connect(connect("web").setRequestId("rq-1").build());
    assertThat(world.events("correlation=rq-1"))
        .extracting(event -> event.getType().replace("netledger.events.v1.", ""))
        .containsExactly(
            "EndpointAdded",
            "SandboxJoined",
            "EndpointRequested",
            "EndpointAddressed",
            "EndpointAttached");
    assertThat(world.correlationsInIpam()).as("also in ipam-service's ledger").contains("rq-1");
  }

  @Test
  void takesASandboxOffAndGivesTheAddressBack() {
    Endpoint on = world.networks().connect(connect("web").build()).getEndpoint();
    assertThat(world.holders()).containsExactly(on.getId());
    Endpoint off = world.networks().disconnect(disconnect("web").build()).getEndpoint();
    assertThat(off.getId()).isEqualTo(on.getId());
    assertThat(off.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_GONE);
    assertThat(off.getAddressesList()).isEqualTo(on.getAddressesList());
    assertThat(off.getCreatedAt()).isEqualTo(on.getCreatedAt());
    assertThat(world.holders()).isEmpty();
    assertThat(host.endpoints()).isEmpty();
    assertThat(refused(() -> world.networks().disconnect(disconnect("web").build())).reason())
        .isEqualTo(Reason.NOT_CONNECTED);
  }

  @Test
  void answersARetryWithTheSameEndpoint() {
    ConnectRequest request = connect("web").setRequestId("rq-1").build();
    ConnectResponse first = world.networks().connect(request);
    assertThat(world.networks().connect(request)).isEqualTo(first);
    DisconnectRequest off = disconnect("web").setRequestId("rq-2").build();
    assertThat(world.networks().disconnect(off)).isEqualTo(world.networks().disconnect(off));
    assertThat(
            refused(() -> world.networks().connect(connect("db").setRequestId("rq-1").build()))
                .reason())
        .isEqualTo(Reason.REQUEST_ID_REUSED);
  }

  @Test
  void refusesASecondConnectAndRecordsIt() {
    world.networks().connect(connect("web").build());
    long before = world.head();
    var refusal = refused(() -> world.networks().connect(connect("web").build()));
    assertThat(refusal.reason()).isEqualTo(Reason.ALREADY_CONNECTED);
    assertThat(world.eventsAfter(before)).containsExactly("RequestRefused");
  }

  @Test
  void givesTheAddressAskedFor() {
    Endpoint web =
        world
            .networks()
            .connect(connect("web").setIpv4Address("192.168.7.7").build())
            .getEndpoint();
    assertThat(web.getAddressesList()).containsExactly("192.168.7.7/16");
    long before = world.head();
    assertThat(
            refused(() ->
                    world.networks().connect(connect("db").setIpv4Address("192.168.7.7").build()))
                .reason())
        .isEqualTo(Reason.ADDRESS_IN_USE);
    assertThat(world.eventsAfter(before))
        .as("nothing but the refusal")
        .containsExactly("RequestRefused");
    assertThat(
            refused(() ->
                    world.networks().connect(connect("db").setIpv4Address("10.0.0.7").build()))
                .reason())
        .isEqualTo(Reason.ADDRESS_OUT_OF_RANGE);
  }

  @Test
  void refusesAnAddressOnANetworkWithoutANamedSubnet() {
    world.networks().createNetwork(CreateNetworkRequest.newBuilder().setName("br1").build());
    assertThat(
            refused(() ->
                    world
                        .networks()
                        .connect(
                            connect("web").setNetwork("br1").setIpv4Address("172.18.0.7").build()))
                .reason())
        .isEqualTo(Reason.ADDRESS_NEEDS_SUBNET);
  }

  @Test
  void saysWhatWouldBeAndStoresNothing() {
    long before = world.head();
    Endpoint endpoint =
        world.networks().connect(connect("web").setValidateOnly(true).build()).getEndpoint();
    assertThat(endpoint.getId()).isEmpty();
    assertThat(endpoint.getAddressesList()).containsExactly("192.168.0.2/16");
    assertThat(endpoint.getMacAddress()).isEqualTo("02:42:c0:a8:00:02");
    assertThat(endpoint.getInterfaceName()).isEqualTo("eth0");
    assertThat(world.head()).isEqualTo(before);
    assertThat(world.holders()).isEmpty();
  }

  @Test
  void comparesTheEtag() {
    Endpoint web = world.networks().connect(connect("web").build()).getEndpoint();
    assertThat(
            refused(() -> world.networks().disconnect(disconnect("web").setEtag("stale").build()))
                .reason())
        .isEqualTo(Reason.ETAG_MISMATCH);
    assertThat(
            world
                .networks()
                .disconnect(disconnect("web").setEtag(web.getEtag()).build())
                .getEndpoint()
                .getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_GONE);
  }
}
