package io.netledger.agent.driver;

import static io.netledger.agent.plan.Netns.HOST;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddRoute;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.ChildKind;
import io.netledger.agent.plan.ChildKind.Macvlan.Mode;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing.AddChild;
import io.netledger.agent.plan.Sharing.AddShim;
import io.netledger.agent.plan.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sandboxes are on the wire of one of the host's links, each with a MAC address of its own. The
 * gateway is somebody on that wire, not this host.
 */
public final class MacvlanDriver implements NetworkDriver<DriverOptions.Macvlan> {

  @Override
  public Plan createNetwork(NetworkSpec network, DriverOptions.Macvlan options) {
    List<Change> changes = new ArrayList<>(Parents.changes(network, options.parent()));
    if (options.hostAccess()) {
      changes.addAll(shim(network, options));
    }
    return new Plan(changes);
  }

  /**
   * Strict rp_filter lets the shim answer its sandboxes only: that the host has its address on two
   * links must not confuse the neighbours on the wire, who are reached by the parent.
   */
  private static List<Change> shim(NetworkSpec network, DriverOptions.Macvlan options) {
    String shim = shimOf(network);
    List<Cidr> subnets = network.subnets().stream().map(Subnet::cidr).toList();
    boolean v6 = subnets.stream().anyMatch(subnet -> !subnet.isV4());
    List<Change> changes = new ArrayList<>();
    changes.add(
        new AddShim(
            shim,
            network.owner().mark(),
            Parents.nameOf(network, options.parent()),
            options.mtu(),
            subnets));
    changes.add(new SetSysctl(HOST, "net/ipv4/conf/" + shim + "/rp_filter", "1"));
    changes.addAll(Interfaces.ipv6(HOST, shim, v6));
    return changes;
  }

  @Override
  public Plan join(
      NetworkSpec network,
      DriverOptions.Macvlan options,
      EndpointSpec endpoint,
      List<IpAddress> gateways) {
    var netns = endpoint.netns();
    String link = endpoint.interfaceName();
    List<Change> changes = new ArrayList<>();
    changes.add(
        new AddChild(
            netns,
            link,
            endpoint.owner().mark(),
            Parents.nameOf(network, options.parent()),
            new ChildKind.Macvlan(options.mode()),
            macOf(endpoint, options),
            options.mtu()));
    changes.addAll(Interfaces.inSandbox(endpoint, gateways));
    if (options.hostAccess()) {
      endpoint.addresses().stream()
          .map(address -> Parents.alone(address.address()))
          .forEach(address -> changes.add(new AddRoute(HOST, shimOf(network), address)));
    }
    return new Plan(changes);
  }

  /** To set one in mode passthru would change the parent's. */
  private static Optional<Mac> macOf(EndpointSpec endpoint, DriverOptions.Macvlan options) {
    return options.mode() == Mode.PASSTHRU ? Optional.empty() : Optional.of(endpoint.mac());
  }

  private static String shimOf(NetworkSpec network) {
    return "nls" + network.id().substring(0, 12);
  }
}
