package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.Network;
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

/** Networks that share a link of the host: macvlan and ipvlan. */
@Timeout(60)
class SharedLinkTest {

  private static final Map<String, String> NO_IPVLAN = Map.of("ipvlan", "Unknown device type");

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
  void hasTheOptionsOfItsDriverInShortWords() {
    Network macvlan =
        create("m", "macvlan", Map.of("parent", "eth0", "com.docker.network.driver.mtu", "1400"));
    assertThat(macvlan.getDriver()).isEqualTo("macvlan");
    assertThat(macvlan.getOptionsMap())
        .isEqualTo(Map.of("parent", "eth0", "macvlan_mode", "bridge", "mtu", "1400"));
    Network ipvlan = create("i", "ipvlan", Map.of("parent", "eth1.10", "ipvlan_mode", "l3"));
    assertThat(ipvlan.getOptionsMap())
        .isEqualTo(Map.of("parent", "eth1.10", "ipvlan_mode", "l3", "ipvlan_flag", "bridge"));
    assertThat(create("open", "macvlan", Map.of("parent", "eth0", "host_access", "true")))
        .satisfies(it -> assertThat(it.getOptionsMap()).containsEntry("host_access", "true"));
  }

  @Test
  void refusesWhatTheDriverDoesNotKnow() {
    assertThat(refusal("macvlan", Map.of("ipvlan_mode", "l2")).reason())
        .isEqualTo(Reason.OPTION_UNKNOWN);
    assertThat(refusal("macvlan", Map.of("macvlan_mode", "switch")))
        .hasMessageContaining("option macvlan_mode is \"switch\"; expected one of")
        .hasMessageContaining("bridge, private, vepa, passthru");
    assertThat(refusal("ipvlan", Map.of("ipvlan_flag", "passthru")))
        .hasMessageContaining("bridge, private, vepa");
    assertThat(refusal("ipvlan", Map.of("parent", "lo"))).hasMessageContaining("parent is lo");
    assertThat(refusal("macvlan", Map.of("parent", "eth0/1"))).hasMessageContaining("eth0/1");
    assertThat(
            refusal(
                "macvlan",
                Map.of("parent", "eth0", "host_access", "true", "macvlan_mode", "private")))
        .hasMessageContaining("host_access is for macvlan_mode bridge");
    assertThat(refusal("macvlan", Map.of("host_access", "true")))
        .hasMessageContaining("host_access needs option parent");
  }

  @Test
  void sharesAParentAsTheKernelDoes() {
    create("one", "macvlan", Map.of("parent", "eth0"));
    create("two", "macvlan", Map.of("parent", "eth0", "macvlan_mode", "private"));
    Rejection alone = refusal("macvlan", Map.of("parent", "eth0", "macvlan_mode", "passthru"));
    assertThat(alone.reason()).isEqualTo(Reason.PARENT_IN_USE);
    assertThat(alone).hasMessageContaining("parent eth0 belongs to network ");
    assertThat(refusal("ipvlan", Map.of("parent", "eth0")).reason())
        .isEqualTo(Reason.PARENT_IN_USE);

    create("three", "ipvlan", Map.of("parent", "eth1", "ipvlan_mode", "l3"));
    create("four", "ipvlan", Map.of("parent", "eth1", "ipvlan_mode", "l3"));
    assertThat(refusal("ipvlan", Map.of("parent", "eth1", "ipvlan_mode", "l2")))
        .hasMessageContaining("ipvlan_mode=l3");
    create("five", "macvlan", Map.of("parent", "eth2", "macvlan_mode", "passthru"));
    assertThat(refusal("macvlan", Map.of("parent", "eth2"))).hasMessageContaining("network five");
  }

  @Test
  void givesAParentInModePassthruToOneSandboxOfAHost() {
    host("node-1", Map.of());
    create("alone", "macvlan", Map.of("parent", "eth0", "macvlan_mode", "passthru"));
    sandbox("web", "node-1");
    sandbox("db", "node-1");
    connect("alone", "web");
    Rejection taken = refused(() -> connect("alone", "db"));
    assertThat(taken.reason()).isEqualTo(Reason.PARENT_IN_USE);
    assertThat(taken)
        .hasMessageContaining("parent eth0 of host node-1")
        .hasMessageEndingWith("web");
    host("node-2", Map.of());
    sandbox("far", "node-2");
    connect("alone", "far");
  }

  @Test
  void refusesAMacAddressThatTheParentWouldHaveToTake() {
    host("node-1", Map.of());
    create("i", "ipvlan", Map.of("parent", "eth0"));
    sandbox("web", "node-1");
    Rejection refusal =
        refused(() ->
            world
                .networks()
                .connect(
                    ConnectRequest.newBuilder()
                        .setNetwork("i")
                        .setSandbox("web")
                        .setMacAddress("02:00:00:00:00:07")
                        .build()));
    assertThat(refusal.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(refusal)
        .hasMessageContaining("its driver ipvlan gives endpoints that of the parent");
  }

  @Test
  void refusesANetworkThatNoHostCanDo() {
    create("before", "ipvlan", Map.of("parent", "eth7"));
    host("node-1", NO_IPVLAN);
    Rejection refusal = refusal("ipvlan", Map.of("parent", "eth0"));
    assertThat(refusal.reason()).isEqualTo(Reason.KIND_UNSUPPORTED);
    assertThat(refusal)
        .hasMessage(
            "no host can do what driver ipvlan needs: host node-1 lacks ipvlan (Unknown device type)");
    create("m", "macvlan", Map.of("parent", "eth0"));
  }

  @Test
  void refusesToConnectOnAHostThatCannot() {
    host("node-1", NO_IPVLAN);
    host("node-2", Map.of("vlan", "Unknown device type"));
    create("i", "ipvlan", Map.of("parent", "eth0"));
    sandbox("here", "node-1");
    sandbox("there", "node-2");
    Rejection refusal = refused(() -> connect("i", "here"));
    assertThat(refusal.reason()).isEqualTo(Reason.KIND_UNSUPPORTED);
    assertThat(refusal).hasMessageContaining("host node-1 lacks ipvlan (Unknown device type)");
    connect("i", "there");
    create("tagged", "macvlan", Map.of("parent", "eth0.10"));
    assertThat(refused(() -> connect("tagged", "there")))
        .hasMessageContaining("host node-2 lacks vlan");
  }

  private void host(String name, Map<String, String> missing) {
    agents.add(world.host(name, missing));
  }

  private Network create(String name, String driver, Map<String, String> options) {
    return world.networks().createNetwork(request(name, driver, options)).getNetwork();
  }

  private Rejection refusal(String driver, Map<String, String> options) {
    return refused(() -> create("refused", driver, options));
  }

  private static CreateNetworkRequest request(
      String name, String driver, Map<String, String> options) {
    return CreateNetworkRequest.newBuilder()
        .setName(name)
        .setDriver(driver)
        .putAllOptions(options)
        .build();
  }

  private void sandbox(String name, String host) {
    world
        .sandboxes()
        .createSandbox(CreateSandboxRequest.newBuilder().setName(name).setHost(host).build());
  }

  private void connect(String network, String sandbox) {
    var _ =
        world
            .networks()
            .connect(ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build());
  }
}
