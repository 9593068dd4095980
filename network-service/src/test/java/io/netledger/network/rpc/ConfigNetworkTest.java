package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Configuration networks over gRPC … */
@Timeout(60)
class ConfigNetworkTest {

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

  private static CreateNetworkRequest.Builder config(String name, String subnet) {
    return CreateNetworkRequest.newBuilder()
        .setName(name)
        .setConfigOnly(true)
        .addSubnets(Subnet.newBuilder().setSubnet(subnet))
        .putLabels("k", "v")
        .putOptions("com.docker.network.driver.mtu", "1400");
  }

  private static CreateNetworkRequest.Builder from(String config, String name) {
    return CreateNetworkRequest.newBuilder().setName(name).setConfigFrom(config);
  }

  private static Network create(CreateNetworkRequest.Builder request) {
    return world.networks().createNetwork(request.build()).getNetwork();
  }

  private static Network read(String word) {
    return world
        .networks()
        .getNetwork(GetNetworkRequest.newBuilder().setNetwork(word).build())
        .getNetwork();
  }

  private static Reason removal(String name) {
    return refused(() ->
            world
                .networks()
                .removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork(name).build()))
        .reason();
  }

  @Test
  void holdWhatNetworksAreMadeFrom() {
    Network shape = create(config("shape", "10.1.0.0/24"));
    assertThat(shape.getConfigOnly()).isTrue();
    assertThat(shape.getDriver()).isEqualTo("null");
    assertThat(shape.getOptionsMap()).isEqualTo(Map.of("com.docker.network.driver.mtu", "1400"));
    assertThat(shape.getSubnets(0).getSubnet()).isEqualTo("10.1.0.0/24");
    assertThat(read("shape")).isEqualTo(shape);
    assertThat(world.owners()).doesNotContain(shape.getId());

    Network made = create(from("shape", "made"));
    assertThat(made.getConfigFrom()).isEqualTo("shape");
    assertThat(made.getSubnets(0).getGateway()).isEqualTo("10.1.0.1");
    assertThat(made.getLabelsMap()).isEqualTo(Map.of("k", "v"));
    assertThat(made.getOptionsMap()).isEqualTo(Map.of("mtu", "1400"));
    assertThat(read("made")).isEqualTo(made);

    assertThat(removal("shape")).isEqualTo(Reason.NETWORK_IN_USE);
    assertThat(refused(() -> create(from("shape", "second"))).reason())
        .as("its subnet is taken")
        .isEqualTo(Reason.SUBNET_OVERLAPS);
    world.networks().removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork("made").build());
    world.networks().removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork("shape").build());
    assertThat(refused(() -> read("shape")).reason()).isEqualTo(Reason.NETWORK_NOT_FOUND);
  }

  @Test
  void goTogetherWithNothingElse() {
    create(config("c2", "10.2.0.0/24"));
    create(
        CreateNetworkRequest.newBuilder()
            .setName("plain")
            .addSubnets(Subnet.newBuilder().setSubnet("10.3.0.0/24")));
    assertThat(
            refused(() -> create(from("c2", "x").addSubnets(Subnet.getDefaultInstance())))
                .getMessage())
        .contains("user specified configurations are not supported");
    assertThat(refused(() -> create(from("c2", "x").putLabels("a", "b"))).reason())
        .isEqualTo(Reason.CONFIG_CONFLICT);
    assertThat(refused(() -> create(from("c2", "x").putOptions("mtu", "9000"))).getMessage())
        .contains("network driver options are not supported");
    assertThat(refused(() -> create(from("c2", "x").setConfigOnly(true))).getMessage())
        .contains("cannot depend on another configuration network");
    assertThat(refused(() -> create(from("plain", "x"))).reason())
        .isEqualTo(Reason.NETWORK_NOT_CONFIG_ONLY);
    assertThat(refused(() -> create(from("nope", "x"))).reason())
        .isEqualTo(Reason.NETWORK_NOT_FOUND);
    assertThat(refused(() -> create(config("x", "10.4.0.0/24").setInternal(true))).reason())
        .isEqualTo(Reason.CONFIG_CONFLICT);
  }

  @Test
  void takeNoSandboxesAndAreNotPruned() {
    create(config("c3", "10.5.0.0/24"));
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("web").build());
    assertThat(
            refused(() ->
                    world
                        .networks()
                        .connect(
                            ConnectRequest.newBuilder().setNetwork("c3").setSandbox("web").build()))
                .reason())
        .isEqualTo(Reason.NETWORK_NOT_CONNECTABLE);
    assertThat(
            world
                .networks()
                .pruneNetworks(PruneNetworksRequest.newBuilder().setValidateOnly(true).build())
                .getNetworksList())
        .extracting(Network::getName)
        .doesNotContain("c3");
    assertThat(
            world
                .networks()
                .listNetworks(
                    ListNetworksRequest.newBuilder()
                        .addFilter("dangling=true")
                        .addFilter("name=^c")
                        .build())
                .getNetworksList())
        .isEmpty();
    assertThat(
            world
                .networks()
                .listNetworks(ListNetworksRequest.newBuilder().addFilter("name=^c3$").build())
                .getNetworksList())
        .hasSize(1);
  }
}
