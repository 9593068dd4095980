package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Networks with IPv6, with and without IPv4, over gRPC … */
@Timeout(60)
class Ipv6NetworkTest {

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

  private static Network created(CreateNetworkRequest.Builder request) {
    return world.networks().createNetwork(request.build()).getNetwork();
  }

  private static CreateNetworkRequest.Builder create(String name) {
    return CreateNetworkRequest.newBuilder().setName(name);
  }

  private static Endpoint connected(String network, String sandbox) {
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName(sandbox).build());
    return world
        .networks()
        .connect(ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build())
        .getEndpoint();
  }

  @Test
  void canBeWithoutIpv4() {
    Network six = created(create("six").setIpv6(true).setNoIpv4(true));
    assertThat(six.getSubnetsList())
        .singleElement()
        .satisfies(subnet -> assertThat(subnet.getSubnet()).contains(":"));
    assertThat(six.getIpv6()).isTrue();
    Endpoint endpoint = connected("six", "a");
    assertThat(endpoint.getAddressesList())
        .singleElement()
        .satisfies(address -> assertThat(address).contains(":"));
    assertThat(endpoint.getMacAddress()).startsWith("02:42:");
  }

  @Test
  void mayNameTheirOnlySubnet() {
    Network named =
        created(
            create("named")
                .setNoIpv4(true)
                .addSubnets(Subnet.newBuilder().setSubnet("2001:db8:7::/64")));
    assertThat(named.getSubnetsList())
        .extracting(Subnet::getSubnet)
        .containsExactly("2001:db8:7::/64");
    assertThat(connected("named", "b").getAddressesList()).containsExactly("2001:db8:7::2/64");
  }

  @Test
  void areOfOneFamilyAtLeast() {
    assertRefused(create("none4").setNoIpv4(true), "IPv4 or IPv6 must be enabled");
    assertRefused(
        create("both")
            .setNoIpv4(true)
            .setIpv6(true)
            .addSubnets(Subnet.newBuilder().setSubnet("192.168.77.0/24")),
        "192.168.77.0/24");
  }

  private static void assertRefused(CreateNetworkRequest.Builder request, String expected) {
    var refusal = refused(() -> created(request));
    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refusal).hasMessageContaining(expected);
  }

  @Test
  void callInterfacesAsTheySay() {
    created(create("lan").putOptions("com.docker.network.container_iface_prefix", "lan"));
    Endpoint endpoint = connected("lan", "c");
    assertThat(endpoint.getInterfaceName()).isEqualTo("lan0");
    assertRefused(create("long").putOptions("interface_prefix", "x".repeat(13)), "1 to 12");
    assertRefused(create("slash").putOptions("interface_prefix", "a/b"), "interface_prefix");
  }
}
