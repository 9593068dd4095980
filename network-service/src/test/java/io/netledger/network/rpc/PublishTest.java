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
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.GetEndpointRequest;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Publishing ports over gRPC. */
@Timeout(60)
class PublishTest {

  private World world;
  private HandDrivenAgent host;

  @BeforeEach
  void networksAndTwoSandboxes() throws IOException {
    world = new World();
    host = world.host("node-1");
    create(CreateNetworkRequest.newBuilder().setName("br0"));
    create(CreateNetworkRequest.newBuilder().setName("dual").setIpv6(true));
    create(CreateNetworkRequest.newBuilder().setName("closed").setInternal(true));
    for (String name : new String[] {"web", "db"}) {
      world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName(name).build());
    }
  }

  @AfterEach
  void end() {
    host.close();
    world.close();
  }

  private void create(CreateNetworkRequest.Builder network) {
    world.networks().createNetwork(network.build());
  }

  private Endpoint publish(String network, String sandbox, PublishedPort.Builder... ports) {
    ConnectRequest.Builder request =
        ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox);
    for (PublishedPort.Builder port : ports) {
      request.addPublish(port);
    }
    return world.networks().connect(request.build()).getEndpoint();
  }

  private void disconnect(String network, String sandbox) {
    world
        .networks()
        .disconnect(DisconnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build());
  }

  private static PublishedPort.Builder port(int hostPort, int port) {
    return PublishedPort.newBuilder().setHostPort(hostPort).setPort(port);
  }

  private static List<String> words(Endpoint endpoint) {
    return endpoint.getPortsList().stream()
        .map(port -> "%s:%d>%d".formatted(port.getHostIp(), port.getHostPort(), port.getPort()))
        .toList();
  }

  @Test
  void tellsTheHostAndWhoAsks() {
    Endpoint web = publish("dual", "web", port(8080, 80), port(8081, 81).setHostIp("127.0.0.1"));
    assertThat(words(web)).containsExactly("0.0.0.0:8080>80", ":::8080>80", "127.0.0.1:8081>81");
    assertThat(host.endpoints().values())
        .singleElement()
        .satisfies(spec ->
            assertThat(spec.getPortsList())
                .extracting(io.netledger.proto.agent.v1.PublishedPort::getHostIp)
                .containsExactly("0.0.0.0", "::", "127.0.0.1"));
    Endpoint read =
        world
            .networks()
            .getEndpoint(GetEndpointRequest.newBuilder().setEndpoint(web.getId()).build())
            .getEndpoint();
    assertThat(read.getPortsList()).isEqualTo(web.getPortsList());
  }

  @Test
  void refusesWhatAnotherHasAndNamesIt() throws IOException {
    var _ = publish("br0", "web", port(8080, 80));
    long before = world.head();
    Rejection taken = refused(() -> publish("dual", "db", port(8080, 80).setHostIp("127.0.0.1")));
    assertThat(taken.reason()).isEqualTo(Reason.PORT_IN_USE);
    assertThat(taken.getMessage())
        .isEqualTo("port 127.0.0.1:8080/tcp is already allocated to sandbox web on network br0");
    assertThat(world.eventsAfter(before)).containsExactly("RequestRefused");
    host.close();
    world.restartService();
    host = world.host("node-1");
    assertThat(refused(() -> publish("br0", "db", port(8080, 80))).reason())
        .isEqualTo(Reason.PORT_IN_USE);
    disconnect("br0", "web");
    assertThat(words(publish("br0", "db", port(8080, 80)))).containsExactly("0.0.0.0:8080>80");
  }

  @Test
  void choosesANumberThatWasNotJustFreed() {
    assertThat(words(publish("br0", "web", port(0, 80)))).containsExactly("0.0.0.0:49153>80");
    disconnect("br0", "web");
    assertThat(words(publish("dual", "web", port(0, 80))))
        .containsExactly("0.0.0.0:49154>80", ":::49154>80");
  }

  @Test
  void freesWhatTheHostRefuses() {
    host.refuse("the host's port 0.0.0.0:8080/tcp is in use by nginx (process 42)");
    Rejection refusal = refused(() -> publish("br0", "web", port(8080, 80)));
    assertThat(refusal.reason()).isEqualTo(Reason.HOST_REFUSED);
    assertThat(refusal.getMessage()).contains("nginx (process 42)");
    host.refuse("");
    eventually(() -> assertThat(world.eventsAfter(0)).contains("PortsFreed"));
    assertThat(words(publish("br0", "db", port(8080, 80)))).containsExactly("0.0.0.0:8080>80");
  }

  @Test
  void publishesOnlyWhereCallersCanCome() {
    assertThat(refused(() -> publish("closed", "web", port(8080, 80))))
        .hasMessage("network closed is internal: nothing beyond reaches it")
        .extracting(Rejection::reason)
        .isEqualTo(Reason.PORT_NOT_PUBLISHABLE);
    assertThat(refused(() -> publish("br0", "web", port(8080, 80).setHostIp("2001:db8::1"))))
        .hasMessageContaining("network br0 has no IPv6");
    assertThat(refused(() -> publish("dual", "web", port(8080, 80).setHostIp("::1"))))
        .hasMessageContaining("::1");
  }

  @Test
  void refusesWhatIsNoPort() {
    assertThat(refused(() -> publish("br0", "web", port(80, 0))))
        .hasMessage("publish.port is 0; expected 1 to 65535");
    assertThat(refused(() -> publish("br0", "web", port(-1, 80))))
        .hasMessage("publish.host_port is 4294967295; expected 0 to 65535");
    assertThat(refused(() -> publish("br0", "web", port(80, 80).setHostIp("nowhere"))).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refused(() -> publish("br0", "web", port(80, 80).setProtocolValue(9))).reason())
        .isEqualTo(Reason.INVALID_ARGUMENT);
  }
}
