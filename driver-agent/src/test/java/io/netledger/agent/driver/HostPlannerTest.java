package io.netledger.agent.driver;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.internal;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.publishing;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static io.netledger.agent.driver.Specs.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.GatewayMode;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.PublishedPort;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import io.netledger.agent.plan.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Golden plans: what each driver wants of the kernel, as commands. */
class HostPlannerTest {

  private static final SandboxSpec SANDBOX = sandbox("5a");
  private static final NetworkSpec V4 =
      network("0123456789ab", BRIDGE, subnet("192.0.2.0/24", "192.0.2.1"));
  private static final NetworkSpec DUAL =
      network(
          "abcdef012345",
          BRIDGE,
          subnet("198.51.100.0/24", "198.51.100.1"),
          subnet("2001:db8::/64", "2001:db8::1"));

  private final HostSpec spec = new HostSpec();
  private final HostPlanner planner = new HostPlanner();

  @Test
  void aBridgeNetworkIsAFirewalledBridgeWithItsGateway() {
    given(List.of(V4), List.of());

    assertThat(plan(V4.owner()))
        .isEqualTo(
            """
            nft add table inet netledger …
            nft add element inet netledger bridges { br-0123456789ab }
            nft add element inet netledger within { br-0123456789ab . br-0123456789ab }
            nft add element inet netledger talking { br-0123456789ab . br-0123456789ab }
            nft add element inet netledger masqueraded4 { br-0123456789ab }
            sysctl -w net/ipv4/ip_forward=1
            ip link add br-0123456789ab address 0a:01:23:45:67:89 mtu 1500 type bridge; \
            ip link set br-0123456789ab alias netledger:network:%s
            sysctl -w net/ipv6/conf/br-0123456789ab/disable_ipv6=1
            ip address add 192.0.2.1/24 dev br-0123456789ab
            ip link set br-0123456789ab up
            """
                .formatted(V4.id()));
  }

  @Test
  void aDualNetworkForwardsBothFamilies() {
    given(List.of(DUAL), List.of());

    assertThat(plan(DUAL.owner()))
        .contains(
            "sysctl -w net/ipv4/ip_forward=1",
            "sysctl -w net/ipv6/conf/all/forwarding=1",
            "sysctl -w net/ipv6/conf/br-abcdef012345/disable_ipv6=0",
            "sysctl -w net/ipv6/conf/br-abcdef012345/accept_ra=0",
            "sysctl -w net/ipv6/conf/br-abcdef012345/autoconf=0",
            "sysctl -w net/ipv6/conf/br-abcdef012345/accept_dad=0",
            "ip address add 198.51.100.1/24 dev br-abcdef012345\n",
            "ip address add 2001:db8::1/64 dev br-abcdef012345 nodad\n");
  }

  @Test
  void anInternalNetworkNeitherForwardsNorMasquerades() {
    NetworkSpec network = internal(V4);
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0, "192.0.2.7/24");
    given(List.of(network), List.of(endpoint));

    assertThat(plan(network.owner()))
        .contains("internal { br-0123456789ab }", "bridges {", "talking {")
        .doesNotContain("masqueraded", "forward");
    assertThat(plan(endpoint.owner())).doesNotContain("default");
  }

  @Test
  void anEndpointIsACableWithItsAddressAndTheWayOut() {
    EndpointSpec endpoint = endpoint("e1e100000000", V4, SANDBOX, 0, "192.0.2.7/24");
    given(List.of(V4), List.of(endpoint));

    assertThat(plan(endpoint.owner()).replace(SANDBOX.id(), "SANDBOX"))
        .isEqualTo(
            """
            ip link add nle1e100000000 mtu 1500 up master br-0123456789ab \
            type veth peer name eth0 address 02:42:00:00:e1:e1 mtu 1500 netns SANDBOX; \
            ip link set nle1e100000000 alias netledger:endpoint:%s
            ip netns exec SANDBOX sysctl -w net/ipv6/conf/eth0/disable_ipv6=1
            ip -n SANDBOX address add 192.0.2.7/24 dev eth0
            ip -n SANDBOX link set eth0 up
            ip -n SANDBOX route add default via 192.0.2.1 dev eth0
            """
                .formatted(endpoint.id()));
  }

  @Test
  void anEndpointWithOptionsHasThemBeforeItIsUp() {
    EndpointSpec plain = endpoint("e1e100000000", V4, SANDBOX, 0, "192.0.2.7/24");
    var options =
        new EndpointOptions(
            1,
            Map.of(
                "net.ipv6.conf.IFNAME.accept_ra", "2",
                "net.ipv4.conf.IFNAME.log_martians", "1"),
            List.of(Cidr.parse("169.254.7.7/16"), Cidr.parse("fe80::7/64")));
    given(List.of(V4), List.of(with(plain, options)));

    String plan = plan(plain.owner()).replace(SANDBOX.id(), "SANDBOX");
    assertThat(plan.substring(plan.indexOf('\n') + 1))
        .isEqualTo(
            """
            ip netns exec SANDBOX sysctl -w net/ipv6/conf/eth0/disable_ipv6=0
            ip netns exec SANDBOX sysctl -w net/ipv6/conf/eth0/accept_ra=2
            ip netns exec SANDBOX sysctl -w net/ipv6/conf/eth0/autoconf=0
            ip netns exec SANDBOX sysctl -w net/ipv6/conf/eth0/accept_dad=0
            ip netns exec SANDBOX sysctl -w net/ipv4/conf/eth0/log_martians=1
            ip -n SANDBOX address add 192.0.2.7/24 dev eth0
            ip -n SANDBOX address add 169.254.7.7/16 dev eth0 scope link
            ip -n SANDBOX address add fe80::7/64 dev eth0 scope link nodad
            ip -n SANDBOX link set eth0 up
            ip -n SANDBOX route add default via 192.0.2.1 dev eth0
            """);
  }

  private static EndpointSpec with(EndpointSpec endpoint, EndpointOptions options) {
    return new EndpointSpec(
        endpoint.id(),
        endpoint.networkId(),
        endpoint.sandboxId(),
        endpoint.addresses(),
        endpoint.mac(),
        endpoint.interfaceName(),
        endpoint.order(),
        endpoint.revision(),
        options,
        endpoint.aliases(),
        endpoint.ports());
  }

  @Test
  void theHighestGatewayPriorityHasTheDefaultRouteOfEachFamily() {
    var high = new EndpointOptions(5, Map.of(), List.of());
    EndpointSpec first = endpoint("e1e1", DUAL, SANDBOX, 1, "198.51.100.7/24", "2001:db8::7/64");
    EndpointSpec second = endpoint("e2e2", V4, SANDBOX, 2, "192.0.2.7/24");
    given(List.of(V4, DUAL), List.of(first, with(second, high)));

    assertThat(plan(first.owner()))
        .contains("default via 2001:db8::1 dev eth1")
        .doesNotContain("default via 198.51.100.1");
    assertThat(plan(second.owner())).contains("default via 192.0.2.1 dev eth2");

    EndpointSpec third = endpoint("e3e3", V4, SANDBOX, 3, "192.0.2.8/24");
    spec.take(
        new SpecChange.Difference(9, List.of(), List.of(), List.of(with(third, high)), List.of()));
    assertThat(plan(second.owner())).as("among equals the first").contains("default via 192.0.2.1");
    assertThat(plan(third.owner())).doesNotContain("default");
  }

  @Test
  void theOptionsOfABridgeAreHeeded() {
    var options =
        new DriverOptions.Bridge(
            Optional.of("br0"), 1400, false, false, DriverOptions.Gateways.PLAIN);
    NetworkSpec network = network("aa", options, subnet("192.0.2.0/24", "192.0.2.1"));
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0, "192.0.2.7/24");
    given(List.of(network), List.of(endpoint));

    assertThat(plan(network.owner()))
        .contains("ip link add br0 ", "mtu 1400", "bridges { br0 }")
        .doesNotContain("talking", "masqueraded");
    assertThat(plan(endpoint.owner()))
        .contains(
            "master br0", "mtu 1400", "ip link set nle1e100000000 type bridge_slave isolated on");
  }

  @Test
  void aPublishedPortIsAnElementBehindEverythingElse() {
    EndpointSpec endpoint =
        publishing(
            endpoint("e1e1", DUAL, SANDBOX, 0, "198.51.100.7/24", "2001:db8::7/64"),
            tcp("0.0.0.0", 8080, 80),
            tcp("2001:db8:f::1", 8080, 80));
    given(List.of(DUAL), List.of(endpoint));

    assertThat(plan(endpoint.owner()).replace(SANDBOX.id(), "SANDBOX"))
        .endsWith(
            """
            ip link set nle1e100000000 type bridge_slave hairpin on
            sysctl -w net/ipv4/conf/br-abcdef012345/route_localnet=1
            ip netns exec SANDBOX sysctl -w net/ipv4/conf/eth0/rp_filter=2
            nft add element inet netledger published4 { 0.0.0.0 . tcp . 8080 : 198.51.100.7 . 80 }
            nft add element inet netledger published6 \
            { 2001:db8:f::1 . tcp . 8080 : 2001:db8::7 . 80 }
            """);
  }

  @Test
  void aRoutedNetworkOpensPortsAndHasItsOwnAddress() {
    var routed = new DriverOptions.Gateways(GatewayMode.ROUTED, GatewayMode.NAT, false);
    NetworkSpec network =
        network(
            DUAL.id(),
            new DriverOptions.Bridge(Optional.empty(), 0, true, true, routed),
            DUAL.subnets().toArray(Subnet[]::new));
    EndpointSpec endpoint =
        publishing(
            endpoint("e1e1", network, SANDBOX, 0, "198.51.100.7/24", "2001:db8::7/64"),
            new PublishedPort(Optional.empty(), 0, 80, Protocol.TCP));
    given(List.of(network), List.of(endpoint));

    assertThat(plan(network.owner())).contains("masqueraded6").doesNotContain("masqueraded4");
    assertThat(plan(endpoint.owner()))
        .contains("opened4 { 198.51.100.7 . tcp . 80 }")
        .doesNotContain("opened6", "published", "route_localnet");
  }

  @Test
  void theFirstEndpointWithAWayOutHasTheDefaultRouteOfEachFamily() {
    NetworkSpec closed = internal(network("cc", BRIDGE, subnet("203.0.113.0/24", "203.0.113.1")));
    EndpointSpec first = endpoint("e0e0", closed, SANDBOX, 0, "203.0.113.7/24");
    EndpointSpec second = endpoint("e1e1", V4, SANDBOX, 1, "192.0.2.7/24");
    EndpointSpec third = endpoint("e2e2", DUAL, SANDBOX, 2, "198.51.100.7/24", "2001:db8::7/64");
    given(List.of(V4, DUAL, closed), List.of(third, second, first));

    assertThat(plan(first.owner())).doesNotContain("default");
    assertThat(plan(second.owner())).contains("default via 192.0.2.1 dev eth1");
    assertThat(plan(third.owner()))
        .contains("default via 2001:db8::1 dev eth2")
        .doesNotContain("via 198.51.100.1");

    var gone =
        new SpecChange.Difference(9, List.of(), List.of(), List.of(), List.of(second.owner()));
    assertThat(spec.take(gone)).contains(second.owner(), third.owner());
    assertThat(plan(second.owner())).isEmpty();
    assertThat(plan(third.owner())).contains("default via 198.51.100.1 dev eth2");
  }

  @Test
  void noneMeansLoAndNothingElse() {
    NetworkSpec network = network("00", new DriverOptions.None());
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0);
    given(List.of(network), List.of(endpoint));

    assertThat(plan(network.owner())).isEmpty();
    assertThat(plan(endpoint.owner())).isEmpty();
    assertThat(plan(SANDBOX.owner()).replace(SANDBOX.id(), "SANDBOX"))
        .isEqualTo(
            """
            ip netns add SANDBOX
            ip netns exec SANDBOX nft add table inet netledger-names …
            """);
  }

  private void given(List<NetworkSpec> networks, List<EndpointSpec> endpoints) {
    spec.take(new SpecChange.Whole(1, networks, List.of(SANDBOX), endpoints));
  }

  private String plan(Owner owner) {
    return planner.plan(spec, owner).toString();
  }
}
