package io.netledger.agent.plan;

import java.util.List;

/**
 * What a driver needs to know of a network.
 *
 * @param id 64 hexadecimal digits
 * @param name the second half of "web.shop"
 * @param resolves sandboxes on it find each other by name
 * @param internal nothing beyond the network is reachable
 */
public record NetworkSpec(
    String id,
    String name,
    boolean resolves,
    List<Subnet> subnets,
    boolean internal,
    DriverOptions options) {

  public NetworkSpec {
    subnets = List.copyOf(subnets);
  }

  public Owner owner() {
    return new Owner.Network(id);
  }
}
