package io.netledger.agent.driver;

import static io.netledger.agent.plan.Netns.HOST;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddAddress;
import io.netledger.agent.plan.Change.AddBridge;
import io.netledger.agent.plan.Change.AddFirewall;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.Change.Peer;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.SetUp;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.FirewallEntry.AddToSet;
import io.netledger.agent.plan.FirewallSet;
import io.netledger.agent.plan.GatewayMode;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Subnet;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** Sandboxes on one host share a Linux bridge; a cable plugs each of them in. */
public final class BridgeDriver implements NetworkDriver<DriverOptions.Bridge> {

  private static final int DEFAULT_MTU = 1500;

  /**
   * The firewall comes before the bridge and forwarding after the firewall, so that no packet
   * passes where none may, not even for a moment.
   */
  @Override
  public Plan createNetwork(NetworkSpec network, DriverOptions.Bridge options) {
    String bridge = bridgeOf(network, options);
    List<Change> changes = new ArrayList<>(firewall(network, options, bridge));
    if (!network.internal()) {
      if (hasSubnet(network, Cidr::isV4)) {
        changes.add(new SetSysctl(HOST, "net/ipv4/ip_forward", "1"));
      }
      if (hasSubnet(network, cidr -> !cidr.isV4())) {
        changes.add(new SetSysctl(HOST, "net/ipv6/conf/all/forwarding", "1"));
      }
    }
    changes.add(new AddBridge(bridge, network.owner().mark(), macOf(network), mtu(options)));
    changes.addAll(Interfaces.ipv6(HOST, bridge, hasSubnet(network, cidr -> !cidr.isV4())));
    for (Subnet subnet : network.subnets()) {
      subnet
          .gateway()
          .filter(gateway -> options.gateways().areOnHost(gateway.isV4()))
          .map(gateway -> new AddAddress(HOST, bridge, new Cidr(gateway, subnet.cidr().length())))
          .ifPresent(changes::add);
    }
    changes.add(new SetUp(HOST, bridge));
    return new Plan(changes);
  }

  private static List<Change> firewall(
      NetworkSpec network, DriverOptions.Bridge options, String bridge) {
    List<Change> changes = new ArrayList<>();
    changes.add(new AddFirewall());
    changes.add(new AddToSet(FirewallSet.BRIDGES, bridge));
    changes.add(new AddToSet(FirewallSet.WITHIN, bridge));
    if (options.icc()) {
      changes.add(new AddToSet(FirewallSet.TALKING, bridge));
    }
    if (network.internal()) {
      changes.add(new AddToSet(FirewallSet.INTERNAL, bridge));
    } else if (options.masquerade()) {
      if (hasSubnet(network, Cidr::isV4) && options.gateways().areOf(GatewayMode.NAT, true)) {
        changes.add(new AddToSet(FirewallSet.MASQUERADED_V4, bridge));
      }
      if (hasSubnet(network, cidr -> !cidr.isV4())
          && options.gateways().areOf(GatewayMode.NAT, false)) {
        changes.add(new AddToSet(FirewallSet.MASQUERADED_V6, bridge));
      }
    }
    return changes;
  }

  @Override
  public Plan join(
      NetworkSpec network,
      DriverOptions.Bridge options,
      EndpointSpec endpoint,
      List<IpAddress> gateways) {
    String hostEnd = hostEndOf(endpoint);
    List<Change> changes = new ArrayList<>();
    changes.add(
        new AddVeth(
            hostEnd,
            endpoint.owner().mark(),
            bridgeOf(network, options),
            mtu(options),
            new Peer(endpoint.netns(), endpoint.interfaceName(), endpoint.mac())));
    if (!options.icc()) {
      changes.add(new IsolatePort(hostEnd));
    }
    changes.addAll(Interfaces.inSandbox(endpoint, gateways));
    changes.addAll(
        Publishing.of(bridgeOf(network, options), hostEnd, endpoint, options.gateways()));
    return new Plan(changes);
  }

  private static boolean hasSubnet(NetworkSpec network, Predicate<Cidr> wanted) {
    return network.subnets().stream().map(Subnet::cidr).anyMatch(wanted);
  }

  /** {@code br-} and 12 digits: 15 characters, the longest name the kernel takes (IFNAMSIZ - 1). */
  private static String bridgeOf(NetworkSpec network, DriverOptions.Bridge options) {
    return options.name().orElseGet(() -> usualName(network));
  }

  /** Of the bridge of a network that names none. */
  static String usualName(NetworkSpec network) {
    return "br-" + network.id().substring(0, 12);
  }

  private static String hostEndOf(EndpointSpec endpoint) {
    return "nl" + endpoint.id().substring(0, 12);
  }

  private static int mtu(DriverOptions.Bridge options) {
    return options.mtu() == 0 ? DEFAULT_MTU : options.mtu();
  }

  /** {@code 0a:} (unicast, locally administered) and ten digits of the network's id. */
  private static Mac macOf(NetworkSpec network) {
    return Mac.of(HexFormat.of().parseHex("0a" + network.id().substring(0, 10)));
  }
}
