package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Effect;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Renaming and updating a network over gRPC … */
@Timeout(60)
class NetworkUpdateTest {

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

  private static Network create(String name, String subnet) {
    return world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName(name)
                .addSubnets(Subnet.newBuilder().setSubnet(subnet))
                .putLabels("env", "test")
                .build())
        .getNetwork();
  }

  private static Network read(String word) {
    return world
        .networks()
        .getNetwork(GetNetworkRequest.newBuilder().setNetwork(word).build())
        .getNetwork();
  }

  private static RenameNetworkRequest.Builder rename(String network, String name) {
    return RenameNetworkRequest.newBuilder().setNetwork(network).setName(name);
  }

  private static int mtu(Network network) {
    return requireNonNull(host.networks().get(network.getId())).getBridge().getMtu();
  }

  @Test
  void isCalledOtherwiseEverywhereAtOnce() {
    Network made = create("old", "10.1.0.0/16");
    world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork("old").setSandbox("web").build());
    Network renamed = world.networks().renameNetwork(rename("old", "new").build()).getNetwork();
    assertThat(renamed.getName()).isEqualTo("new");
    assertThat(renamed.getId()).isEqualTo(made.getId());
    assertThat(read("new").getEndpoints(0).getNetwork()).isEqualTo("new");
    assertThat(
            world
                .sandboxes()
                .getSandbox(GetSandboxRequest.newBuilder().setSandbox("web").build())
                .getSandbox()
                .getEndpointsList())
        .extracting(endpoint -> endpoint.getNetwork())
        .contains("new")
        .doesNotContain("old");
    assertThat(
            world
                .networks()
                .listEndpoints(ListEndpointsRequest.newBuilder().addFilter("network=new").build())
                .getEndpointsList())
        .hasSize(1);
    assertThat(refused(() -> read("old")).reason()).isEqualTo(Reason.NETWORK_NOT_FOUND);
  }

  @Test
  void isRenamedOnceHoweverOftenItIsAsked() {
    Network made = create("first", "10.5.0.0/16");
    RenameNetworkRequest request = rename("first", "second").setRequestId("rq-1").build();
    world.networks().renameNetwork(request);
    assertThat(create("first", "10.2.0.0/16").getName()).as("it is free").isEqualTo("first");
    long before = world.head();
    assertThat(world.networks().renameNetwork(request).getNetwork().getId())
        .as("a retry finds what it renamed")
        .isEqualTo(made.getId());
    assertThat(world.head()).isEqualTo(before);
    assertThat(
            refused(() -> world.networks().renameNetwork(rename("first", "second").build()))
                .reason())
        .isEqualTo(Reason.NAME_TAKEN);
    assertThat(read("first").getName()).as("all or nothing").isEqualTo("first");
  }

  @Test
  void isNotRenamedByTriesAndStrangers() {
    Network made = create("still", "10.3.0.0/16");
    long before = world.head();
    world.networks().renameNetwork(rename("still", "other").setValidateOnly(true).build());
    assertThat(world.head()).isEqualTo(before);
    assertThat(
            refused(() ->
                    world.networks().renameNetwork(rename("still", "other").setEtag("old").build()))
                .reason())
        .isEqualTo(Reason.ETAG_MISMATCH);
    assertThat(
            refused(() -> world.networks().renameNetwork(rename("bridge", "other").build()))
                .reason())
        .isEqualTo(Reason.NETWORK_PREDEFINED);
    assertThat(
            refused(() -> world.networks().renameNetwork(rename("still", "a b").build())).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
    world.networks().renameNetwork(rename("still", "other").setEtag(made.getEtag()).build());
    assertThat(read("other").getId()).isEqualTo(made.getId());
  }

  @Test
  void getsOtherOptionsThatItsHostsAreTold() {
    Network made = create("live", "10.6.0.0/16");
    world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork("live").setSandbox("web").build());
    UpdateNetworkRequest request =
        UpdateNetworkRequest.newBuilder()
            .setNetwork("live")
            .putOptions("com.docker.network.driver.mtu", "1400")
            .putOptions("icc", "false")
            .build();
    List<Effect> effects =
        world
            .networks()
            .updateNetwork(request.toBuilder().setValidateOnly(true).build())
            .getEffectsList();
    String bridge = "br-" + made.getId().substring(0, 12);
    assertThat(effects)
        .extracting(Effect::getHost, Effect::getEndpoints, Effect::getDescription)
        .containsExactly(
            tuple(
                "node-1",
                1,
                "endpoints on bridge " + bridge + " no longer reach each other: 1 endpoint"),
            tuple(
                "node-1",
                1,
                "mtu 1400 on bridge " + bridge + " and at both ends of each endpoint: 1 endpoint"));
    var updated = world.networks().updateNetwork(request);
    assertThat(updated.getEffectsList()).isEqualTo(effects);
    assertThat(updated.getNetwork().getOptionsMap())
        .isEqualTo(Map.of("mtu", "1400", "icc", "false"));
    eventually(() -> assertThat(mtu(made)).isEqualTo(1_400));
    world
        .networks()
        .updateNetwork(request.toBuilder().clearOptions().putOptions("mtu", "").build());
    eventually(() -> assertThat(mtu(made)).isZero());
    assertThat(read("live").getOptionsMap()).isEqualTo(Map.of("icc", "false"));
  }

  @Test
  void refusesOptionsThatCannotChangeByName() {
    create("fixed", "10.7.0.0/16");
    for (var option : Map.of("name", "brx", "mtu", "5", "nope", "1").entrySet()) {
      UpdateNetworkRequest request =
          UpdateNetworkRequest.newBuilder()
              .setNetwork("fixed")
              .putLabels("not", "stored")
              .putOptions(option.getKey(), option.getValue())
              .build();
      var refusal = refused(() -> world.networks().updateNetwork(request));
      assertThat(refusal.getMessage()).contains(option.getKey());
      assertThat(refusal.reason())
          .isIn(Reason.OPTION_FIXED, Reason.INVALID_ARGUMENT, Reason.OPTION_UNKNOWN);
    }
    assertThat(read("fixed").getLabelsMap()).doesNotContainKey("not");
  }

  @Test
  void getsOtherLabels() {
    create("tagged", "10.4.0.0/16");
    UpdateNetworkRequest request =
        UpdateNetworkRequest.newBuilder()
            .setNetwork("tagged")
            .putLabels("team", "db")
            .addRemovedLabels("env")
            .build();
    long before = world.head();
    assertThat(
            world
                .networks()
                .updateNetwork(request.toBuilder().setValidateOnly(true).build())
                .getEffectsList())
        .extracting(Effect::getDescription)
        .containsExactly("label team=db", "no label env");
    assertThat(world.head()).isEqualTo(before);
    var updated = world.networks().updateNetwork(request);
    assertThat(updated.getNetwork().getLabelsMap()).containsOnlyKeys("team");
    assertThat(read("tagged")).isEqualTo(updated.getNetwork());
    assertThat(world.networks().updateNetwork(request).getEffectsList()).isEmpty();
    assertThat(
            refused(() ->
                    world
                        .networks()
                        .updateNetwork(request.toBuilder().addRemovedLabels("team").build()))
                .reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
  }
}
