package io.netledger.agent.driver;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddRoute;
import io.netledger.agent.plan.ChildKind.Ipvlan.Mode;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing.AddChild;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sandboxes are behind one of the host's links and have its MAC address. */
public final class IpvlanDriver implements NetworkDriver<DriverOptions.Ipvlan> {

  @Override
  public Plan createNetwork(NetworkSpec network, DriverOptions.Ipvlan options) {
    return new Plan(Parents.changes(network, options.parent()));
  }

  /**
   * In modes l3 and l3s nobody asks for a gateway's MAC address: the way out is the interface
   * itself, and the host's routes decide.
   */
  @Override
  public Plan join(
      NetworkSpec network,
      DriverOptions.Ipvlan options,
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
            options.kind(),
            Optional.empty(),
            options.mtu()));
    if (options.kind().mode() == Mode.L2) {
      changes.addAll(Interfaces.inSandbox(endpoint, gateways));
    } else {
      changes.addAll(Interfaces.inSandbox(endpoint, List.of()));
      gateways.stream()
          .map(gateway -> Parents.everything(gateway.isV4()))
          .forEach(everything -> changes.add(new AddRoute(netns, link, everything)));
    }
    return new Plan(changes);
  }
}
