package io.netledger.network.plan;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.network.DriverOptions;
import java.util.List;
import java.util.Optional;

/**
 * A network as a driver needs to know it.
 *
 * @param internal nothing beyond the network is reachable
 */
public record PlannedNetwork(
    String id, List<Subnet> subnets, boolean internal, DriverOptions driver) {

  /** One address range, and the gateway inside it. */
  public record Subnet(Cidr subnet, Optional<IpAddress> gateway) {}
}
