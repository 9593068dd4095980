package io.netledger.agent.plan;

import java.util.List;

/**
 * What a driver needs to know of a network.
 *
 * @param id 64 hexadecimal digits
 * @param internal nothing beyond the network is reachable
 */
public record NetworkSpec(
    String id, List<Subnet> subnets, boolean internal, DriverOptions options) {

  public NetworkSpec {
    subnets = List.copyOf(subnets);
  }

  public Owner owner() {
    return new Owner.Network(id);
  }
}
