package io.netledger.agent.driver;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.internal;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.peer;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import io.netledger.agent.plan.Underlay;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The overlay driver … */
class OverlayPlansTest {

  private static final SandboxSpec HERE = sandbox("1ed");
  private static final SandboxSpec THERE = sandbox("b1e");
  private static final NetworkSpec NETWORK =
      network(
          "0123456789ab",
          new DriverOptions.Overlay(4096, 0),
          subnet("10.9.0.0/24", "10.9.0.1"),
          subnet("fd09::/64", "fd09::1"));
  private static final EndpointSpec OWN =
      endpoint("e1ed", NETWORK, HERE, 0, "10.9.0.2/24", "fd09::2/64");
  private static final PeerSpec PEER =
      peer(endpoint("eb1e", NETWORK, THERE, 0, "10.9.0.3/24", "fd09::3/64"), THERE, "192.0.2.2");

  private final HostPlanner planner = new HostPlanner();

  @Test
  void makesABridgeWithAPortThatLeadsToOtherHosts() {
    String plan = plan(spec(NETWORK, underlay("192.0.2.1", 1500)), NETWORK.owner()).toString();
    assertThat(plan)
        .contains("nft add element inet netledger talking { br-0123456789ab . br-0123456789ab }")
        .contains("ip link add br-0123456789ab address 0a:01:23:45:67:89 mtu 1450 type bridge")
        .contains("ip address add 10.9.0.1/24 dev br-0123456789ab")
        .contains("ip address add fd09::1/64 dev br-0123456789ab nodad");
    assertThat(plan.substring(plan.indexOf("ip link add nlx")))
        .isEqualTo(
            """
            ip link add nlx0123456789ab mtu 1450 master br-0123456789ab type vxlan id 4096 local \
            192.0.2.1 dstport 4789 nolearning proxy noudpcsum; ip link set nlx0123456789ab alias \
            netledger:network:0123456789ab0000000000000000000000000000000000000000000000000000; \
            ip link set nlx0123456789ab type bridge_slave learning off flood off
            sysctl -w net/ipv6/conf/nlx0123456789ab/disable_ipv6=0
            sysctl -w net/ipv6/conf/nlx0123456789ab/accept_ra=0
            sysctl -w net/ipv6/conf/nlx0123456789ab/autoconf=0
            sysctl -w net/ipv6/conf/nlx0123456789ab/accept_dad=0
            sysctl -w net/ipv6/conf/nlx0123456789ab/addr_gen_mode=1
            ip link set nlx0123456789ab up
            """);
  }

  @Test
  void tellsWhereThePeersAre() {
    assertThat(plan(spec(NETWORK, underlay("192.0.2.1", 1500)), PEER.owner()).toString())
        .isEqualTo(
            """
            bridge fdb replace 02:42:00:00:eb:1e dev nlx0123456789ab dst 192.0.2.2 self static; \
            bridge fdb replace 02:42:00:00:eb:1e dev nlx0123456789ab master static sticky; \
            ip neighbour replace 10.9.0.3 lladdr 02:42:00:00:eb:1e dev nlx0123456789ab nud permanent; \
            ip neighbour replace fd09::3 lladdr 02:42:00:00:eb:1e dev nlx0123456789ab nud permanent
            """);
  }

  @Test
  void leavesRoomForWhatTheWayTakes() {
    assertThat(mtu(underlay("192.0.2.1", 1500))).isEqualTo(1450);
    assertThat(mtu(underlay("2001:db8::1", 1500))).isEqualTo(1430);
    assertThat(mtu(underlay("2001:db8::1", 9000))).isEqualTo(8930);
    assertThat(plan(spec(NETWORK, underlay("2001:db8::1", 9000)), OWN.owner()).toString())
        .contains("mtu 8930 up master br-0123456789ab type veth");
  }

  @Test
  void givesNoGatewayOnAnInternalNetwork() {
    HostSpec spec = spec(internal(NETWORK), underlay("192.0.2.1", 1500));
    assertThat(plan(spec, NETWORK.owner()).toString())
        .doesNotContain("ip address add")
        .contains("nft add element inet netledger internal { br-0123456789ab }");
    assertThat(plan(spec, OWN.owner()).toString()).doesNotContain("route add default");
    assertThat(plan(spec(NETWORK, underlay("192.0.2.1", 1500)), OWN.owner()).toString())
        .contains("route add default via 10.9.0.1 dev eth0");
  }

  @Test
  void changesThePlaceOfAPeerWithoutTakingItAway() {
    PeerSpec moved =
        new PeerSpec(
            PEER.id(),
            PEER.networkId(),
            PEER.addresses(),
            PEER.mac(),
            IpAddress.parse("192.0.2.7"),
            9,
            PEER.sandboxId(),
            PEER.sandboxName(),
            PEER.aliases());
    HostSpec spec = spec(NETWORK, underlay("192.0.2.1", 1500));
    Plan before = plan(spec, PEER.owner());
    spec.take(
        new SpecChange.Difference(9, List.of(), List.of(), List.of(), List.of(moved), List.of()));
    Plan after = plan(spec, PEER.owner());
    assertThat(after.mends(before)).isTrue();
    assertThat(before.leftBehindBy(after).isEmpty()).isTrue();
  }

  private int mtu(Underlay underlay) {
    return plan(spec(NETWORK, underlay), NETWORK.owner()).changes().stream()
        .filter(AddVxlan.class::isInstance)
        .map(AddVxlan.class::cast)
        .findFirst()
        .orElseThrow()
        .mtu();
  }

  private Plan plan(HostSpec spec, Owner owner) {
    return planner.plan(spec, owner);
  }

  private static Underlay underlay(String address, int mtu) {
    return new Underlay(IpAddress.parse(address), 4789, mtu);
  }

  private static HostSpec spec(NetworkSpec network, Underlay underlay) {
    var spec = new HostSpec();
    spec.reachedBy(Optional.of(underlay));
    spec.take(
        new SpecChange.Whole(1, List.of(network), List.of(HERE), List.of(OWN), List.of(PEER)));
    return spec;
  }
}
