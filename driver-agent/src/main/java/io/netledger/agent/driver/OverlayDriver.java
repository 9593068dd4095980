package io.netledger.agent.driver;

import static io.netledger.agent.plan.Netns.HOST;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.SetUp;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.DriverOptions.Gateways;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.GatewayMode;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Underlay;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sandboxes of many hosts share a network: on each host a bridge as any other, with one more port
 * that leads to the other hosts.
 *
 * <p>Every host's bridge has the gateway's address, and the same MAC address: so each sandbox
 * leaves by its own host, and no host asks another one for the gateway.
 */
public final class OverlayDriver implements NetworkDriver<DriverOptions.Overlay> {

  private static final int PORT = 4789; // RFC 7348, section 8.1
  private static final int USUAL_MTU = 1450;

  private static final Gateways NONE =
      new Gateways(GatewayMode.ISOLATED, GatewayMode.ISOLATED, false);

  private final BridgeDriver bridges = new BridgeDriver();
  private final Optional<Underlay> underlay;

  /**
   * The driver of one host.
   *
   * @param underlay by which other hosts reach it; empty: not at all
   */
  public OverlayDriver(Optional<Underlay> underlay) {
    this.underlay = underlay;
  }

  @Override
  public Plan createNetwork(NetworkSpec network, DriverOptions.Overlay options) {
    return bridges
        .createNetwork(network, bridge(network, options))
        .then(new Plan(way(network, options)));
  }

  /** It has no address of its own, not even one of its own making: the bridge has them. */
  private List<Change> way(NetworkSpec network, DriverOptions.Overlay options) {
    String link = linkOf(network.id());
    boolean v6 = network.subnets().stream().anyMatch(subnet -> !subnet.cidr().isV4());
    List<Change> changes = new ArrayList<>();
    changes.add(
        new AddVxlan(
            link,
            network.owner().mark(),
            BridgeDriver.usualName(network),
            options.vni(),
            underlay.map(Underlay::address),
            underlay.map(Underlay::port).orElse(PORT),
            mtu(options)));
    changes.addAll(Interfaces.ipv6(HOST, link, v6));
    if (v6) {
      changes.add(new SetSysctl(HOST, "net/ipv6/conf/" + link + "/addr_gen_mode", "1")); // none
    }
    changes.add(new SetUp(HOST, link));
    return changes;
  }

  @Override
  public Plan join(
      NetworkSpec network,
      DriverOptions.Overlay options,
      EndpointSpec endpoint,
      List<IpAddress> gateways) {
    return bridges.join(network, bridge(network, options), endpoint, gateways);
  }

  /** Where an endpoint of another host is. */
  public Plan reach(PeerSpec peer) {
    return Plan.of(
        new AddPeer(linkOf(peer.networkId()), peer.mac(), peer.host(), peer.addresses()));
  }

  private DriverOptions.Bridge bridge(NetworkSpec network, DriverOptions.Overlay options) {
    return new DriverOptions.Bridge(
        Optional.empty(), mtu(options), true, true, network.internal() ? NONE : Gateways.PLAIN);
  }

  private int mtu(DriverOptions.Overlay options) {
    return options.mtu() == 0 ? underlay.map(Underlay::room).orElse(USUAL_MTU) : options.mtu();
  }

  /** {@code nlx} and 12 digits: 15 characters, the longest name the kernel takes. */
  private static String linkOf(String networkId) {
    return "nlx" + networkId.substring(0, 12);
  }
}
