package io.netledger.agent.driver;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import java.util.List;

/** Sandboxes have nothing but lo, which is theirs from birth. */
public final class NoneDriver implements NetworkDriver<DriverOptions.None> {

  @Override
  public Plan createNetwork(NetworkSpec network, DriverOptions.None options) {
    return Plan.nothing();
  }

  @Override
  public Plan join(
      NetworkSpec network,
      DriverOptions.None options,
      EndpointSpec endpoint,
      List<IpAddress> gateways) {
    return Plan.nothing();
  }
}
