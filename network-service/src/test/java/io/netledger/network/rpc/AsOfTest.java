package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetEndpointRequest;
import io.netledger.proto.network.v1.GetHostRequest;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetNetworkResponse;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.ListHostsRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListNetworksResponse;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that was made, used, renamed and removed, asked for over gRPC as it was. */
@Timeout(60)
class AsOfTest {

  private static World world;
  private static HandDrivenAgent agent;
  private static long empty;
  private static long connected;
  private static long renamed;
  private static String endpoint;

  @BeforeAll
  static void aLife() throws IOException {
    world = new World();
    agent = world.host("node-1");
    empty = world.head();
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("web")
                .addSubnets(Subnet.newBuilder().setSubnet("10.0.3.0/24"))
                .build());
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("c1").build());
    Endpoint made =
        world
            .networks()
            .connect(ConnectRequest.newBuilder().setNetwork("web").setSandbox("c1").build())
            .getEndpoint();
    endpoint = made.getId();
    connected = world.head();
    world
        .networks()
        .renameNetwork(RenameNetworkRequest.newBuilder().setNetwork("web").setName("shop").build());
    renamed = world.head();
    world
        .networks()
        .removeNetwork(
            RemoveNetworkRequest.newBuilder().setNetwork("shop").setDetachEndpoints(true).build());
    world.sandboxes().removeSandbox(RemoveSandboxRequest.newBuilder().setSandbox("c1").build());
  }

  @AfterAll
  static void end() {
    agent.close();
    world.close();
  }

  @Test
  void showsItWithItsEndpointsOfThen() {
    GetNetworkResponse then = network("web", revision(connected));
    assertThat(then.getRevision()).isEqualTo(connected);
    assertThat(then.getNetwork().getEndpointCount()).isEqualTo(1);
    assertThat(then.getNetwork().getEndpointsList())
        .singleElement()
        .satisfies(there -> {
          assertThat(there.getState()).isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
          assertThat(there.getAddressesList()).containsExactly("10.0.3.2/24");
          assertThat(there.getNetwork()).isEqualTo("web");
        });
    assertThat(
            world
                .sandboxes()
                .getSandbox(
                    GetSandboxRequest.newBuilder()
                        .setSandbox("c1")
                        .setAsOf(revision(connected))
                        .build())
                .getSandbox()
                .getEndpointsList())
        .isEqualTo(then.getNetwork().getEndpointsList());
    assertThat(endpoint(revision(connected)).getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
    assertThat(
            world
                .networks()
                .getEndpoint(GetEndpointRequest.newBuilder().setEndpoint(endpoint).build())
                .getEndpoint()
                .getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_GONE);
  }

  @Test
  void findsItByTheNameOfThen() {
    assertThat(network("shop", revision(renamed)).getNetwork().getId())
        .isEqualTo(network("web", revision(connected)).getNetwork().getId());
    assertThat(refused(() -> network("shop", revision(connected))).reason())
        .isEqualTo(Reason.NETWORK_NOT_FOUND);
    assertThat(refused(() -> network("web", revision(renamed))).reason())
        .isEqualTo(Reason.NETWORK_NOT_FOUND);
    assertThat(refused(() -> network("web", revision(empty))).reason())
        .isEqualTo(Reason.NETWORK_NOT_FOUND);
  }

  @Test
  void knowsNothingBeforeTheFirstEvent() {
    ListNetworksResponse nothing = networks(revision(0), 0, "");
    assertThat(nothing.getRevision()).isZero();
    assertThat(nothing.getNetworksList()).isEmpty();
    assertThat(networks(time(Timestamp.newBuilder().setSeconds(1)), 0, "").getRevision()).isZero();
  }

  @Test
  void takesATimeForTheLastEventUntilThen() {
    Timestamp stored = world.events().get((int) connected - 1).getTime();
    Instant moment = Instant.ofEpochSecond(stored.getSeconds(), stored.getNanos());
    long at = network("web", time(moment)).getRevision();
    assertThat(at).as("all events of that microsecond").isGreaterThanOrEqualTo(connected);
    assertThat(world.events().get((int) at - 1).getTime()).isEqualTo(stored);
    assertThat(network("web", time(moment.plusNanos(999))).getRevision())
        .as("microseconds count")
        .isEqualTo(at);
    assertThat(network("web", time(moment.minusNanos(1))).getRevision()).isLessThan(connected);
  }

  @Test
  void turnsPagesOfOneMoment() {
    ListNetworksResponse first = networks(revision(connected), 3, "");
    assertThat(first.getNetworksList()).extracting(Network::getName).hasSize(3);
    ListNetworksResponse last = networks(revision(connected), 3, first.getNextPageToken());
    assertThat(last.getRevision()).isEqualTo(connected);
    assertThat(last.getNetworksList()).extracting(Network::getName).containsExactly("web");
    assertThat(refused(() -> networks(revision(renamed), 3, first.getNextPageToken())).reason())
        .isEqualTo(Reason.PAGE_TOKEN_INVALID);
  }

  @Test
  void saysNothingOfAHostThatTheLogDoesNotKnow() {
    Host then =
        world
            .hosts()
            .getHost(
                GetHostRequest.newBuilder().setHost("node-1").setAsOf(revision(connected)).build())
            .getHost();
    assertThat(then.getEndpointCount()).isEqualTo(1);
    assertThat(then.getConnected()).isFalse();
    assertThat(then.hasLastSeenAt()).isFalse();
    assertThat(then.getAppliedRevision()).isZero();
    Host now =
        world.hosts().getHost(GetHostRequest.newBuilder().setHost("node-1").build()).getHost();
    assertThat(now.getEndpointCount()).isZero();
    assertThat(now.getConnected()).isTrue();
    assertThat(
            refused(() ->
                    world
                        .hosts()
                        .listHosts(
                            ListHostsRequest.newBuilder()
                                .addFilter("connected=true")
                                .setAsOf(revision(connected))
                                .build()))
                .reason())
        .isEqualTo(Reason.FILTER_INVALID);
  }

  @Test
  void refusesWhatHasNotHappenedOrIsNoMoment() {
    for (AsOf later :
        List.of(
            revision(world.head() + 1),
            revision(-1), // the largest there is
            time(Timestamp.newBuilder().setSeconds(253_402_300_799L)))) {
      assertThat(refused(() -> networks(later, 0, "")).reason())
          .isEqualTo(Reason.REVISION_IN_FUTURE);
    }
    for (AsOf nothing :
        List.of(
            AsOf.getDefaultInstance(),
            time(Timestamp.newBuilder().setSeconds(1).setNanos(1_000_000_000)))) {
      assertThat(refused(() -> networks(nothing, 0, "")).reason())
          .isEqualTo(Reason.INVALID_ARGUMENT);
    }
  }

  private static AsOf revision(long revision) {
    return AsOf.newBuilder().setRevision(revision).build();
  }

  private static AsOf time(Timestamp.Builder time) {
    return AsOf.newBuilder().setTime(time).build();
  }

  private static AsOf time(Instant time) {
    return time(Timestamp.newBuilder().setSeconds(time.getEpochSecond()).setNanos(time.getNano()));
  }

  private static GetNetworkResponse network(String name, AsOf asOf) {
    return world
        .networks()
        .getNetwork(GetNetworkRequest.newBuilder().setNetwork(name).setAsOf(asOf).build());
  }

  private static Endpoint endpoint(AsOf asOf) {
    return world
        .networks()
        .getEndpoint(GetEndpointRequest.newBuilder().setEndpoint(endpoint).setAsOf(asOf).build())
        .getEndpoint();
  }

  private static ListNetworksResponse networks(AsOf asOf, int size, String token) {
    return world
        .networks()
        .listNetworks(
            ListNetworksRequest.newBuilder()
                .setPageSize(size)
                .setPageToken(token)
                .setAsOf(asOf)
                .build());
  }
}
