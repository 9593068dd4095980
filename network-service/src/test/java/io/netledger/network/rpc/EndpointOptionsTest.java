package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.GetEndpointRequest;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.refusal.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an interface shall be beside its addresses, over gRPC … */
@Timeout(60)
class EndpointOptionsTest {

  private static World world;
  private static HandDrivenAgent host;

  @BeforeAll
  static void aWorld() throws IOException {
    world = new World();
    host = world.host("node-1");
    world.networks().createNetwork(CreateNetworkRequest.newBuilder().setName("br0").build());
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("web").build());
  }

  @AfterAll
  static void end() {
    host.close();
    world.close();
  }

  private static ConnectRequest.Builder connect() {
    return ConnectRequest.newBuilder().setNetwork("br0").setSandbox("web");
  }

  private static Endpoint connected(ConnectRequest.Builder request) {
    return world.networks().connect(request.build()).getEndpoint();
  }

  @Test
  void isStoredShownAndToldToTheHost() {
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("db").build());
    Endpoint endpoint =
        connected(
            connect()
                .setSandbox("db")
                .setGatewayPriority(7)
                .putSysctls("net.ipv4.conf.IFNAME.forwarding", "0")
                .addLinkLocalAddresses("169.254.7.7")
                .addLinkLocalAddresses("fe80::0:7"));

    assertThat(endpoint.getGatewayPriority()).isEqualTo(7);
    assertThat(endpoint.getSysctlsMap()).containsEntry("net.ipv4.conf.IFNAME.forwarding", "0");
    assertThat(endpoint.getLinkLocalAddressesList()).containsExactly("169.254.7.7", "fe80::7");
    assertThat(
            world
                .networks()
                .getEndpoint(GetEndpointRequest.newBuilder().setEndpoint(endpoint.getId()).build())
                .getEndpoint())
        .isEqualTo(endpoint);
    EndpointSpec spec = requireNonNull(host.endpoints().get(endpoint.getId()));
    assertThat(spec.getGatewayPriority()).isEqualTo(7);
    assertThat(spec.getSysctlsMap()).isEqualTo(endpoint.getSysctlsMap());
    assertThat(spec.getLinkLocalAddressesList()).isEqualTo(endpoint.getLinkLocalAddressesList());
  }

  @ParameterizedTest
  @CsvSource({
    "net.ipv4.conf.eth0.forwarding, 1, net.X.Y.IFNAME.Z",
    "net.ipv4.conf.IFNAME, 1, net.X.Y.IFNAME.Z",
    "net.ipv4.ip_forward, 1, net.X.Y.IFNAME.Z",
    "kernel.hostname.conf.IFNAME.x, 1, net.X.Y.IFNAME.Z",
    "net.ipv4.conf.IFNAME./../../all/forwarding, 1, net.X.Y.IFNAME.Z",
    "net.core.conf.IFNAME.x, 1, net.X.Y.IFNAME.Z",
    "net.ipv4.conf.IFNAME.forwarding, yes, expected a whole number",
    "net.ipv4.conf.IFNAME.forwarding, 01, expected a whole number"
  })
  void refusesOtherSwitches(String name, String value, String expected) {
    assertRefused(connect().putSysctls(name, value), expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.7", "2001:db8::7", "169.254.7.7/16", "here"})
  void refusesOtherAddresses(String word) {
    assertRefused(connect().addLinkLocalAddresses(word), "link_local_addresses");
  }

  @Test
  void refusesAnAddressTwice() {
    assertRefused(
        connect().addLinkLocalAddresses("fe80::1").addLinkLocalAddresses("fe80:0::1"), "twice");
  }

  private static void assertRefused(ConnectRequest.Builder request, String expected) {
    var refusal = refused(() -> connected(request));
    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refusal).hasMessageContaining(expected);
    assertThat(
            world
                .networks()
                .listEndpoints(ListEndpointsRequest.newBuilder().addFilter("sandbox=web").build())
                .getEndpointsList())
        .as("nothing is stored")
        .isEmpty();
  }
}
