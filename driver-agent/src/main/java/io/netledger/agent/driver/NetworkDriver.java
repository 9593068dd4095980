package io.netledger.agent.driver;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import java.util.List;

/**
 * One way to realize a network in the Linux kernel: CNM's driver, with CNM's verbs.
 *
 * <p>A driver only plans. It keeps no state and touches no kernel; the same arguments give the same
 * plan, also after a restart. Only the forward verbs are written: DeleteNetwork and Leave undo the
 * plan of their opposite. CreateEndpoint has nothing of its own here, because an interface is born
 * in its sandbox.
 *
 * @param <O> what the driver may be told about a network
 */
public interface NetworkDriver<O extends DriverOptions> {

  /** What must be on this host before the network's first endpoint. */
  Plan createNetwork(NetworkSpec network, O options);

  /**
   * Puts the endpoint into its sandbox's network stack.
   *
   * @param gateways of the default routes that shall lead through this endpoint, one a family
   */
  Plan join(NetworkSpec network, O options, EndpointSpec endpoint, List<IpAddress> gateways);
}
