package io.netledger.network.plan;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A network as a driver needs to know it.
 *
 * @param name the second half of "web.shop"
 * @param resolves sandboxes on it find each other by name
 * @param internal nothing beyond the network is reachable
 */
public record PlannedNetwork(
    String id,
    String name,
    boolean resolves,
    List<Subnet> subnets,
    boolean internal,
    DriverOptions driver) {

  static PlannedNetwork of(String id, NetworkSettings settings, List<NetworkPool> pools) {
    return new PlannedNetwork(
        id,
        settings.name(),
        !settings.predefined(),
        pools.stream().map(pool -> new Subnet(pool.subnet(), pool.gateway())).toList(),
        settings.internal(),
        settings.driver());
  }

  /** Its endpoints are reached from other hosts. */
  boolean isOverlay() {
    return driver instanceof DriverOptions.Overlay;
  }

  /** The same under another name. */
  PlannedNetwork renamed(String other) {
    return new PlannedNetwork(id, other, resolves, subnets, internal, driver);
  }

  PlannedNetwork driven(DriverOptions other) {
    return new PlannedNetwork(id, name, resolves, subnets, internal, other);
  }

  PlannedNetwork with(Subnet subnet) {
    return new PlannedNetwork(
        id,
        name,
        resolves,
        Stream.concat(subnets.stream(), Stream.of(subnet)).toList(),
        internal,
        driver);
  }

  /** One address range, and the gateway inside it. */
  public record Subnet(Cidr subnet, Optional<IpAddress> gateway) {}
}
