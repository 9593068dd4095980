package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A network that needs more addresses … */
@Timeout(60)
class NetworkGrowthTest {

  private static World world;
  private static HandDrivenAgent host;

  @BeforeAll
  static void aWorld() throws IOException {
    world = new World();
    host = world.host("node-1");
  }

  @AfterAll
  static void end() {
    host.close();
    world.close();
  }

  private static Network read(String word) {
    return world
        .networks()
        .getNetwork(GetNetworkRequest.newBuilder().setNetwork(word).build())
        .getNetwork();
  }

  @Test
  void getsMoreSubnetsAndLargerRanges() {
    Network made =
        world
            .networks()
            .createNetwork(
                CreateNetworkRequest.newBuilder()
                    .setName("grows")
                    .addSubnets(
                        Subnet.newBuilder().setSubnet("10.8.0.0/24").setIpRange("10.8.0.2/31"))
                    .build())
            .getNetwork();
    UpdateNetworkRequest request =
        UpdateNetworkRequest.newBuilder()
            .setNetwork("grows")
            .addAddedSubnets(Subnet.newBuilder().setSubnet("10.9.0.0/24").setGateway("10.9.0.9"))
            .putIpRanges("10.8.0.0/24", "10.8.0.0/29")
            .setRequestId("grow")
            .build();
    var before = world.head();
    assertThat(
            world
                .networks()
                .updateNetwork(request.toBuilder().setValidateOnly(true).build())
                .getEffectsList())
        .hasSize(2);
    assertThat(world.head()).isEqualTo(before);
    Network grown = world.networks().updateNetwork(request).getNetwork();
    assertThat(grown.getSubnetsList())
        .extracting(Subnet::getSubnet, Subnet::getIpRange, Subnet::getGateway)
        .containsExactly(
            tuple("10.8.0.0/24", "10.8.0.0/29", "10.8.0.2"),
            tuple("10.9.0.0/24", "10.9.0.0/24", "10.9.0.9"));
    assertThat(read("grows")).isEqualTo(grown);
    assertThat(world.networks().updateNetwork(request).getNetwork()).isEqualTo(grown);
    assertThat(made.getId()).isEqualTo(grown.getId());
  }

  @Test
  void sharesItsBridgeWithNoOther() {
    CreateNetworkRequest.Builder named =
        CreateNetworkRequest.newBuilder().putOptions("name", "brx");
    world.networks().createNetwork(named.setName("b1").build());
    assertThat(refused(() -> world.networks().createNetwork(named.setName("b2").build())))
        .satisfies(refusal -> {
          assertThat(refusal.reason()).isEqualTo(Reason.NAME_TAKEN);
          assertThat(refusal.getMessage()).contains("bridge with name brx already exists");
        });
    world.networks().removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork("b1").build());
    world.networks().createNetwork(named.setName("b2").build());
  }

  @Test
  void getsNoSubnetThatOverlapsAndNothingElseThen() {
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("stays")
                .addSubnets(Subnet.newBuilder().setSubnet("10.12.0.0/24"))
                .build());
    assertThat(
            refused(() ->
                    world
                        .networks()
                        .updateNetwork(
                            UpdateNetworkRequest.newBuilder()
                                .setNetwork("stays")
                                .putLabels("not", "stored")
                                .addAddedSubnets(Subnet.newBuilder().setSubnet("10.12.0.0/16"))
                                .build()))
                .reason())
        .isEqualTo(Reason.SUBNET_OVERLAPS);
    assertThat(read("stays").getLabelsMap()).isEmpty();
  }

  @Test
  void takesAddressesOfTheNextSubnetWhenTheFirstIsFull() {
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName("full")
                .addSubnets(Subnet.newBuilder().setSubnet("10.10.0.0/30"))
                .addSubnets(Subnet.newBuilder().setSubnet("10.11.0.0/24"))
                .build());
    List<String> given = new ArrayList<>();
    for (String name : List.of("f1", "f2")) {
      world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName(name).build());
      var endpoint =
          world
              .networks()
              .connect(ConnectRequest.newBuilder().setNetwork("full").setSandbox(name).build())
              .getEndpoint();
      given.add(endpoint.getAddresses(0) + " via " + endpoint.getGateways(0));
    }
    assertThat(given).containsExactly("10.10.0.2/30 via 10.10.0.1", "10.11.0.2/24 via 10.11.0.1");
    assertThat(read("full").getEndpointsList())
        .extracting(endpoint -> endpoint.getGateways(0))
        .containsExactly("10.10.0.1", "10.11.0.1");
    world
        .networks()
        .disconnect(DisconnectRequest.newBuilder().setNetwork("full").setSandbox("f2").build());
    world
        .networks()
        .removeNetwork(
            RemoveNetworkRequest.newBuilder().setNetwork("full").setDetachEndpoints(true).build());
  }
}
