package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A bridge network's ways to the outside, over gRPC. */
@Timeout(60)
class BridgeOptionsTest {

  private World world;
  private HandDrivenAgent host;

  @BeforeEach
  void aSandbox() throws IOException {
    world = new World();
    host = world.host("node-1");
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("web").build());
  }

  @AfterEach
  void end() {
    host.close();
    world.close();
  }

  private Network create(String name, boolean internal, Map<String, String> options) {
    return world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName(name)
                .setIpv6(true)
                .setInternal(internal)
                .putAllOptions(options)
                .build())
        .getNetwork();
  }

  private List<String> published(String network, String hostIp) {
    return world
        .networks()
        .connect(
            ConnectRequest.newBuilder()
                .setNetwork(network)
                .setSandbox("web")
                .addPublish(
                    PublishedPort.newBuilder().setHostIp(hostIp).setHostPort(8080).setPort(80))
                .build())
        .getEndpoint()
        .getPortsList()
        .stream()
        .map(port -> port.getHostIp() + ":" + port.getHostPort())
        .toList();
  }

  @Test
  void areReadInDockersSpellingToo() {
    Map<String, String> options =
        Map.of(
            "com.docker.network.bridge.host_binding_ipv4", "192.0.2.1",
            "com.docker.network.bridge.gateway_mode_ipv6", "routed",
            "com.docker.network.bridge.inhibit_ipv4", "true",
            "gateway_mode_ipv4", "nat");
    assertThat(create("br0", false, options).getOptionsMap())
        .isEqualTo(
            Map.of(
                "host_binding_ipv4", "192.0.2.1",
                "gateway_mode_ipv6", "routed",
                "inhibit_ipv4", "true"));
  }

  @Test
  void sayWhereAPortIsPublished() {
    var _ =
        create("bound", false, Map.of("host_binding_ipv4", "192.0.2.1", "host_binding_ipv6", "::"));
    assertThat(published("bound", "")).containsExactly("192.0.2.1:8080", ":::8080");
  }

  @Test
  void leaveTheHostAloneWhereANetworkIsRouted() {
    var _ =
        create("routed", false, Map.of("gateway_mode_ipv4", "routed", "gateway_mode_ipv6", "nat"));
    assertThat(refused(() -> published("routed", "192.0.2.1")))
        .hasMessageContaining("network routed routes IPv4")
        .extracting(refusal -> refusal.reason())
        .isEqualTo(Reason.PORT_NOT_PUBLISHABLE);
    assertThat(published("routed", "")).containsExactly(":::8080", ":0");
    assertThat(host.endpoints().values())
        .singleElement()
        .satisfies(endpoint ->
            assertThat(endpoint.getPortsList())
                .extracting(io.netledger.proto.agent.v1.PublishedPort::getPort)
                .containsExactly(80, 80));
  }

  @Test
  void isolateOnlyWhatIsInternal() {
    Map<String, String> isolated = Map.of("gateway_mode_ipv4", "isolated");
    assertThat(refused(() -> create("br0", false, isolated)))
        .hasMessageContaining("isolated needs an internal network");
    assertThat(create("br0", true, isolated).getInternal()).isTrue();
  }

  @Test
  void doNotShareASubnetWithAnotherBridge() {
    assertThat(sharing("br0", "10.0.0.0/25").getSubnetsCount()).isOne();
    assertThat(refused(() -> sharing("br1", "10.0.0.128/25")))
        .hasMessageContaining("10.0.0.0/24 of bridge network br0")
        .extracting(refusal -> refusal.reason())
        .isEqualTo(Reason.SUBNET_OVERLAPS);
  }

  private Network sharing(String name, String range) {
    return world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName(name)
                .addSubnets(Subnet.newBuilder().setSubnet("10.0.0.0/24").setIpRange(range))
                .build())
        .getNetwork();
  }

  @Test
  void areRefusedWithWhatWasExpected() {
    assertThat(refused(() -> create("br0", false, Map.of("gateway_mode_ipv4", "magic"))))
        .hasMessage("option gateway_mode_ipv4 is \"magic\"; expected nat, routed or isolated");
    assertThat(refused(() -> create("br0", false, Map.of("host_binding_ipv4", "::1"))).reason())
        .isEqualTo(Reason.ADDRESS_OUT_OF_RANGE);
    assertThat(refused(() -> create("br0", false, Map.of("inhibit_ipv4", "perhaps"))).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
  }
}
