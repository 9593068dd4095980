package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkState;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveNetworkResponse;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Making, removing and pruning networks over gRPC … */
@Timeout(60)
class NetworkTest {

  private static World world;
  private static HandDrivenAgent host;

  @BeforeAll
  static void aWorld() throws IOException {
    world = new World();
    host = world.host("node-1");
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("web").build());
  }

  @AfterAll
  static void end() {
    host.close();
    world.close();
  }

  private static CreateNetworkRequest.Builder create(String name, String subnet) {
    return CreateNetworkRequest.newBuilder()
        .setName(name)
        .addSubnets(Subnet.newBuilder().setSubnet(subnet));
  }

  private static Network created(CreateNetworkRequest.Builder request) {
    return world.networks().createNetwork(request.build()).getNetwork();
  }

  private static RemoveNetworkRequest.Builder remove(String name) {
    return RemoveNetworkRequest.newBuilder().setNetwork(name);
  }

  private static Network read(String word) {
    return world
        .networks()
        .getNetwork(GetNetworkRequest.newBuilder().setNetwork(word).build())
        .getNetwork();
  }

  private static List<String> names(List<Network> networks) {
    return networks.stream().map(Network::getName).toList();
  }

  @Test
  void hasThePredefinedOnesFromTheBeginning() {
    eventually(
        () -> assertThat(read("bridge").getState()).isEqualTo(NetworkState.NETWORK_STATE_READY));
    assertThat(read("bridge").getSubnetsList()).hasSize(1);
    assertThat(read("host").getDriver()).isEqualTo("host");
    assertThat(read("none").getPredefined()).isTrue();
    assertThat(refused(() -> world.networks().removeNetwork(remove("bridge").build())).reason())
        .isEqualTo(Reason.NETWORK_PREDEFINED);
    assertThat(world.events("stream=names/network"))
        .allSatisfy(event ->
            assertThat(event.getActor())
                .satisfiesAnyOf(
                    actor -> assertThat(actor).isEqualTo("network-service"),
                    actor -> assertThat(actor).startsWith("unix:")));
    assertThat(
            refused(() ->
                    world
                        .networks()
                        .connect(
                            ConnectRequest.newBuilder()
                                .setNetwork("host")
                                .setSandbox("web")
                                .build()))
                .reason())
        .isEqualTo(Reason.NETWORK_NOT_CONNECTABLE);
  }

  @Test
  void keepsThePredefinedOnesOverARestart() throws IOException {
    String id = read("none").getId();
    host.close();
    world.restartService();
    host = world.host("node-1");
    assertThat(read("none").getId()).isEqualTo(id);
    assertThat(world.events("type=NameClaimed", "stream=names/network"))
        .filteredOn(event -> event.getActor().equals("network-service"))
        .hasSize(3);
  }

  @Test
  void makesANetworkWithAllItsSettings() {
    Network network =
        created(
            create("full", "10.1.0.0/16")
                .setInternal(true)
                .putLabels("env", "test")
                .putOptions("com.docker.network.driver.mtu", "1400")
                .putOptions("icc", "false")
                .setReason("a test"));
    assertThat(network.getState()).isEqualTo(NetworkState.NETWORK_STATE_READY);
    assertThat(network.getId()).matches("[0-9a-f]{64}");
    assertThat(network.getSubnets(0).getSubnet()).isEqualTo("10.1.0.0/16");
    assertThat(network.getSubnets(0).getGateway()).isEqualTo("10.1.0.1");
    assertThat(network.getOptionsMap()).containsEntry("mtu", "1400").containsEntry("icc", "false");
    assertThat(network.getLabelsMap()).containsEntry("env", "test");
    assertThat(read("full")).as("what is read equals what was answered").isEqualTo(network);
    assertThat(read(network.getId().substring(0, 12)).getName()).isEqualTo("full");
    assertThat(world.events("stream=network/" + network.getId()))
        .extracting(event -> event.getReason())
        .contains("a test");
  }

  @Test
  void choosesSubnetsOfBothFamilies() {
    Network network = created(CreateNetworkRequest.newBuilder().setName("dual").setIpv6(true));
    assertThat(network.getSubnetsList()).hasSize(2);
    assertThat(network.getIpv6()).isTrue();
  }

  @Test
  void answersARetryWithTheSameNetwork() {
    CreateNetworkRequest request = create("again", "10.2.0.0/16").setRequestId("rq-again").build();
    assertThat(world.networks().createNetwork(request))
        .isEqualTo(world.networks().createNetwork(request));
  }

  @Test
  void refusesANameThatIsTakenBeforeASubnetThatIs() {
    created(create("taken", "10.3.0.0/16"));
    long before = world.head();
    var refusal = refused(() -> created(create("taken", "10.3.0.0/16")));
    assertThat(refusal.reason()).isEqualTo(Reason.NAME_TAKEN);
    assertThat(refusal.getMessage()).contains("network with name taken already exists");
    assertThat(refused(() -> created(create("other", "10.3.5.0/24"))).reason())
        .isEqualTo(Reason.SUBNET_OVERLAPS);
    assertThat(world.eventsAfter(before)).containsOnly("RequestRefused");
  }

  @Test
  void usesARequestIdAgainAfterARefusal() {
    created(create("first", "10.4.0.0/16"));
    CreateNetworkRequest wrong = create("second", "10.4.0.0/16").setRequestId("rq-second").build();
    assertThat(refused(() -> world.networks().createNetwork(wrong)).reason())
        .isEqualTo(Reason.SUBNET_OVERLAPS);
    world.networks().removeNetwork(remove("first").build());
    assertThat(world.networks().createNetwork(wrong).getNetwork().getName()).isEqualTo("second");
  }

  @Test
  void isRemovedAndItsSubnetGoesBack() {
    Network network = created(create("gone", "10.5.0.0/16"));
    RemoveNetworkResponse removed =
        world.networks().removeNetwork(remove("gone").setRequestId("rq-gone").build());
    assertThat(removed.getNetwork().getId()).isEqualTo(network.getId());
    assertThat(world.owners()).doesNotContain(network.getId());
    assertThat(world.networks().removeNetwork(remove("gone").setRequestId("rq-gone").build()))
        .isEqualTo(removed);
    assertThat(refused(() -> world.networks().removeNetwork(remove("gone").build())).reason())
        .isEqualTo(Reason.NETWORK_NOT_FOUND);
    assertThat(
            world
                .networks()
                .removeNetwork(remove("gone").setAllowMissing(true).build())
                .hasNetwork())
        .isFalse();
    created(create("gone", "10.5.0.0/16"));
  }

  @Test
  void isNotRemovedWithEndpointsUnlessTheyAreDetached() {
    created(create("busy", "10.6.0.0/16"));
    world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork("busy").setSandbox("web").build());
    var refusal = refused(() -> world.networks().removeNetwork(remove("busy").build()));
    assertThat(refusal.reason()).isEqualTo(Reason.NETWORK_IN_USE);
    assertThat(refusal.getMessage()).contains("web");
    RemoveNetworkResponse preview =
        world
            .networks()
            .removeNetwork(remove("busy").setDetachEndpoints(true).setValidateOnly(true).build());
    assertThat(preview.getDetachedList()).hasSize(1);
    RemoveNetworkResponse removed =
        world.networks().removeNetwork(remove("busy").setDetachEndpoints(true).build());
    assertThat(removed.getDetached(0).getState()).isEqualTo(EndpointState.ENDPOINT_STATE_GONE);
    assertThat(removed.getDetached(0).getSandbox()).isEqualTo("web");
    assertThat(world.owners()).doesNotContain(removed.getNetwork().getId());
  }

  @Test
  void comparesTheEtag() {
    Network network = created(create("tagged", "10.7.0.0/16"));
    assertThat(
            refused(() -> world.networks().removeNetwork(remove("tagged").setEtag("old").build()))
                .reason())
        .isEqualTo(Reason.ETAG_MISMATCH);
    world.networks().removeNetwork(remove("tagged").setEtag(network.getEtag()).build());
  }

  @Test
  void prunesWhatNobodyIsOn() {
    created(create("p1", "10.8.0.0/16").putLabels("prune", "yes"));
    created(create("p2", "10.9.0.0/16").putLabels("prune", "yes").putLabels("keep", ""));
    created(create("p3", "10.10.0.0/16").putLabels("prune", "yes"));
    world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork("p3").setSandbox("web").build());
    PruneNetworksRequest request =
        PruneNetworksRequest.newBuilder()
            .addFilter("label=prune=yes")
            .addFilter("label!=keep")
            .build();
    long before = world.head();
    assertThat(
            names(
                world
                    .networks()
                    .pruneNetworks(request.toBuilder().setValidateOnly(true).build())
                    .getNetworksList()))
        .containsExactly("p1");
    assertThat(
            world
                .networks()
                .pruneNetworks(request.toBuilder().addFilter("until=24h").build())
                .getNetworksList())
        .as("none is a day old")
        .isEmpty();
    assertThat(world.eventsAfter(before)).containsExactly("RequestUnneeded");
    assertThat(names(world.networks().pruneNetworks(request).getNetworksList()))
        .containsExactly("p1");
    assertThat(
            names(
                world
                    .networks()
                    .listNetworks(ListNetworksRequest.newBuilder().addFilter("label=prune").build())
                    .getNetworksList()))
        .containsExactly("p2", "p3");
  }

  @Test
  void saysWhatWouldBeAndStoresNothing() {
    long before = world.head();
    Network network = created(create("maybe", "10.11.0.0/16").setValidateOnly(true));
    assertThat(network.getId()).isEmpty();
    assertThat(network.getSubnets(0).getGateway()).isEqualTo("10.11.0.1");
    assertThat(
            refused(() -> created(create("bridge", "10.11.0.0/16").setValidateOnly(true))).reason())
        .isEqualTo(Reason.NETWORK_PREDEFINED);
    assertThat(world.head()).isEqualTo(before);
  }

  @Test
  void needsIpamServiceAndLeavesNothingWithoutIt() throws IOException {
    world.stopIpam();
    try {
      long before = world.head();
      assertThat(refused(() -> created(create("away", "10.12.0.0/16"))).reason())
          .isEqualTo(Reason.IPAM_UNAVAILABLE);
      assertThat(world.eventsAfter(before)).containsExactly("RequestRefused");
    } finally {
      world.restartIpam();
    }
    created(create("away", "10.12.0.0/16"));
  }
}
