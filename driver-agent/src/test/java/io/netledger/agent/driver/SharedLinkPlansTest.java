package io.netledger.agent.driver;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.plan.ChildKind;
import io.netledger.agent.plan.ChildKind.Ipvlan.Flag;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Parent;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import io.netledger.agent.plan.Subnet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Golden plans of the drivers that share a link of the host. */
class SharedLinkPlansTest {

  private static final SandboxSpec SANDBOX = sandbox("5a");
  private static final Subnet V4 = subnet("192.0.2.0/24", "192.0.2.1");
  private static final Subnet V6 = subnet("2001:db8::/64", "2001:db8::1");

  private final HostSpec spec = new HostSpec();
  private final HostPlanner planner = new HostPlanner();

  @Test
  void aMacvlanEndpointIsAChildOfTheParentWithTheWayOut() {
    NetworkSpec network = network("0123456789ab", macvlan("eth0", false), V4);
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0, "192.0.2.7/24");
    given(network, endpoint);

    assertThat(plan(network.owner())).isEmpty();
    assertThat(plan(endpoint.owner()).replace(SANDBOX.id(), "SANDBOX"))
        .isEqualTo(
            """
            ip link add eth0 address 02:42:00:00:e1:e1 link eth0 netns SANDBOX \
            type macvlan mode bridge; \
            ip -n SANDBOX link set eth0 alias netledger:endpoint:%s
            ip netns exec SANDBOX sysctl -w net/ipv6/conf/eth0/disable_ipv6=1
            ip -n SANDBOX address add 192.0.2.7/24 dev eth0
            ip -n SANDBOX link set eth0 up
            ip -n SANDBOX route add default via 192.0.2.1 dev eth0
            """
                .formatted(endpoint.id()));
  }

  @Test
  void hostAccessIsAShimWithRoutesToTheEndpoints() {
    NetworkSpec network = network("0123456789ab", macvlan("eth0", true), V4, V6);
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0, "192.0.2.7/24", "2001:db8::7/64");
    given(network, endpoint);

    assertThat(plan(network.owner()))
        .isEqualTo(
            """
            ip link add nls0123456789ab up link eth0 type macvlan mode bridge; \
            ip link set nls0123456789ab alias netledger:network:%s; \
            ip address add … dev nls0123456789ab # those of eth0 in 192.0.2.0/24, 2001:db8::/64
            sysctl -w net/ipv4/conf/nls0123456789ab/rp_filter=1
            sysctl -w net/ipv6/conf/nls0123456789ab/disable_ipv6=0
            sysctl -w net/ipv6/conf/nls0123456789ab/accept_ra=0
            sysctl -w net/ipv6/conf/nls0123456789ab/autoconf=0
            sysctl -w net/ipv6/conf/nls0123456789ab/accept_dad=0
            """
                .formatted(network.id()));
    assertThat(plan(endpoint.owner()))
        .endsWith(
            """
            ip route add 192.0.2.7/32 dev nls0123456789ab
            ip route add 2001:db8::7/128 dev nls0123456789ab
            """);
  }

  @Test
  void aParentWithADotIsAVlanThatNetworksShare() {
    NetworkSpec network = network("0123456789ab", macvlan("eth0.10", false), V4);
    NetworkSpec other = network("abcdef012345", macvlan("eth0.10", false), V6);
    spec.take(new SpecChange.Whole(1, List.of(network, other), List.of(), List.of()));

    assertThat(plan(network.owner()))
        .isEqualTo(
            "ip link add eth0.10 up link eth0 type vlan id 10; "
                + "ip link set eth0.10 alias netledger:parent:eth0.10\n")
        .isEqualTo(plan(other.owner()));
    for (String none : List.of("eth0", "eth0.0", "eth0.4095", "eth0.x", ".10", "eth0.")) {
      assertThat(new Parent(none).vlan()).as(none).isEmpty();
    }
  }

  @Test
  void withoutAParentALinkThatLeadsNowhereIsMade() {
    var options =
        new DriverOptions.Macvlan(Optional.empty(), ChildKind.Macvlan.Mode.BRIDGE, false, 0);
    NetworkSpec network = network("0123456789ab", options, V4);
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0, "192.0.2.7/24");
    given(network, endpoint);

    assertThat(plan(network.owner()))
        .isEqualTo(
            "ip link add dm-0123456789ab up type dummy; ip link set dm-0123456789ab alias %s\n"
                .formatted(network.owner().mark()));
    assertThat(plan(endpoint.owner())).contains("link dm-0123456789ab netns");
  }

  @Test
  void inModePassthruTheParentsMacAddressStays() {
    var options =
        new DriverOptions.Macvlan(
            Optional.of(new Parent("eth0")), ChildKind.Macvlan.Mode.PASSTHRU, false, 1400);
    NetworkSpec network = network("0123456789ab", options, V4);
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0, "192.0.2.7/24");
    given(network, endpoint);

    assertThat(plan(endpoint.owner()))
        .startsWith("ip link add eth0 mtu 1400 link eth0 netns")
        .contains("macvlan mode passthru")
        .doesNotContain("02:42");
  }

  @Test
  void anIpvlanEndpointHasAGatewayInModeL2Only() {
    NetworkSpec network = network("0123456789ab", ipvlan(ChildKind.Ipvlan.Mode.L2), V4, V6);
    EndpointSpec endpoint = endpoint("e1e1", network, SANDBOX, 0, "192.0.2.7/24", "2001:db8::7/64");
    given(network, endpoint);
    assertThat(plan(endpoint.owner()))
        .contains("type ipvlan mode l2 private", "default via 192.0.2.1", "default via 2001:db8::1")
        .doesNotContain("address 02:");

    NetworkSpec routed = network("0123456789ab", ipvlan(ChildKind.Ipvlan.Mode.L3S), V4, V6);
    given(routed, endpoint);
    assertThat(plan(endpoint.owner()))
        .contains("type ipvlan mode l3s private")
        .contains("route add 0.0.0.0/0 dev eth0\n", "route add ::/0 dev eth0\n")
        .doesNotContain("via");
  }

  private static DriverOptions macvlan(String parent, boolean hostAccess) {
    return new DriverOptions.Macvlan(
        Optional.of(new Parent(parent)), ChildKind.Macvlan.Mode.BRIDGE, hostAccess, 0);
  }

  private static DriverOptions ipvlan(ChildKind.Ipvlan.Mode mode) {
    return new DriverOptions.Ipvlan(
        Optional.of(new Parent("eth0")), new ChildKind.Ipvlan(mode, Flag.PRIVATE), 0);
  }

  private void given(NetworkSpec network, EndpointSpec endpoint) {
    spec.take(new SpecChange.Whole(1, List.of(network), List.of(SANDBOX), List.of(endpoint)));
  }

  private String plan(Owner owner) {
    return planner.plan(spec, owner).toString();
  }
}
