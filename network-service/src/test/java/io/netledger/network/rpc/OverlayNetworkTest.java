package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Overlay networks: one over many hosts. */
@Timeout(60)
class OverlayNetworkTest {

  private final List<HandDrivenAgent> agents = new ArrayList<>();
  private World world;

  @BeforeEach
  void begin() throws IOException {
    world = new World();
  }

  @AfterEach
  void end() {
    agents.forEach(HandDrivenAgent::close);
    world.close();
  }

  @Test
  void haveANumberEach() {
    Network first = create("one", Map.of());
    assertThat(first.getDriver()).isEqualTo("overlay");
    assertThat(first.getScope()).isEqualTo("global");
    assertThat(first.getOptionsMap()).isEqualTo(Map.of("vni", "4096"));
    assertThat(create("two", Map.of("mtu", "1400")).getOptionsMap())
        .isEqualTo(Map.of("vni", "4097", "mtu", "1400"));
    String list = "com.docker.network.driver.overlay.vxlanid_list";
    assertThat(create("three", Map.of(list, "77")).getOptionsMap()).containsEntry("vni", "77");
    Rejection taken = refused(() -> create("four", Map.of("vni", "77")));
    assertThat(taken.reason()).isEqualTo(Reason.VNI_IN_USE);
    assertThat(taken).hasMessage("VNI 77 belongs to network three");

    var _ =
        world
            .networks()
            .removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork("three").build());
    assertThat(create("four", Map.of("vni", "77")).getOptionsMap()).containsEntry("vni", "77");
    assertThat(
            world
                .networks()
                .listNetworks(ListNetworksRequest.newBuilder().addFilter("scope=global").build())
                .getNetworksList())
        .extracting(Network::getName)
        .containsExactlyInAnyOrder("one", "two", "four");
  }

  @Test
  void refuseWhatCannotBeHad() {
    Rejection encrypted = refused(() -> create("dark", Map.of("encrypted", "")));
    assertThat(encrypted.reason()).isEqualTo(Reason.OPTION_UNSUPPORTED);
    assertThat(encrypted).hasMessageContaining("packets between hosts would go unencrypted");
    assertThat(refused(() -> create("no", Map.of("vni", "0"))))
        .hasMessage("option vni is \"0\"; expected 1 to 16777215");
    assertThat(refused(() -> create("no", Map.of("icc", "false"))).reason())
        .isEqualTo(Reason.OPTION_UNKNOWN);
    agents.add(world.host("node-1", Map.of("vxlan", "Unknown device type"), "192.0.2.1"));
    assertThat(refused(() -> create("no", Map.of())).reason()).isEqualTo(Reason.KIND_UNSUPPORTED);
  }

  @Test
  void areForHostsThatReachEachOther() {
    agents.add(world.host("lonely", Map.of(), ""));
    agents.add(world.host("four", Map.of(), "192.0.2.4"));
    agents.add(world.host("six", Map.of(), "2001:db8::6"));
    create("over", Map.of());
    sandbox("a", "lonely");
    sandbox("b", "four");
    sandbox("c", "six");
    Rejection unreached = refused(() -> connect("a"));
    assertThat(unreached.reason()).isEqualTo(Reason.UNDERLAY_MISSING);
    assertThat(unreached).hasMessageContaining("host lonely has no underlay address");
    connect("b");
    Rejection other = refused(() -> connect("c"));
    assertThat(other.reason()).isEqualTo(Reason.UNDERLAY_MISMATCH);
    assertThat(other).hasMessageContaining("host six is reached by 2001:db8::6, but host four");
  }

  @Test
  void tellEachHostWhereTheOthersAre() {
    HandDrivenAgent one = world.host("one", Map.of(), "192.0.2.1");
    HandDrivenAgent two = world.host("two", Map.of(), "192.0.2.2");
    HandDrivenAgent three = world.host("three", Map.of(), "192.0.2.3");
    agents.addAll(List.of(one, two, three));
    create("over", Map.of());
    sandbox("a", "one");
    sandbox("b", "two");
    connect("a");
    connect("b");

    eventually(() -> assertThat(one.peers()).hasSize(1));
    assertThat(one.peers().values())
        .allSatisfy(peer -> {
          assertThat(peer.getUnderlayAddress()).isEqualTo("192.0.2.2");
          assertThat(peer.getSandboxName()).isEqualTo("b");
          assertThat(peer.getAddresses(0)).doesNotContain("/");
        });
    assertThat(one.networks().values()).allSatisfy(it -> assertThat(it.hasOverlay()).isTrue());
    assertThat(two.peers().keySet()).isEqualTo(one.endpoints().keySet());
    assertThat(three.peers()).isEmpty();
    assertThat(three.networks()).isEmpty();

    var _ =
        world
            .networks()
            .disconnect(DisconnectRequest.newBuilder().setNetwork("over").setSandbox("b").build());
    eventually(() -> assertThat(one.peers()).isEmpty());
    assertThat(two.networks()).isEmpty();
  }

  @Test
  void publishPortsAsBridgesDo() {
    agents.add(world.host("one", Map.of(), "192.0.2.1"));
    create("over", Map.of());
    sandbox("a", "one");
    var answer =
        world
            .networks()
            .connect(
                ConnectRequest.newBuilder()
                    .setNetwork("over")
                    .setSandbox("a")
                    .addPublish(PublishedPort.newBuilder().setPort(80).setHostPort(8080))
                    .build());
    assertThat(answer.getEndpoint().getPortsList()).isNotEmpty();
  }

  private Network create(String name, Map<String, String> options) {
    return world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName(name)
                .setDriver("overlay")
                .putAllOptions(options)
                .build())
        .getNetwork();
  }

  private void sandbox(String name, String host) {
    var _ =
        world
            .sandboxes()
            .createSandbox(CreateSandboxRequest.newBuilder().setName(name).setHost(host).build());
  }

  private void connect(String sandbox) {
    var _ =
        world
            .networks()
            .connect(ConnectRequest.newBuilder().setNetwork("over").setSandbox(sandbox).build());
  }
}
