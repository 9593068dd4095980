package io.netledger.network.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a network was asked to be.
 *
 * @param subnets empty: one IPv4 subnet is chosen, and with {@code ipv6} an IPv6 one too
 * @param internal nothing beyond the network is reachable
 * @param predefined one of bridge, host, none, which exist from the beginning
 */
public record NetworkSettings(
    String name,
    List<RequestedSubnet> subnets,
    boolean ipv6,
    boolean internal,
    Map<String, String> labels,
    boolean predefined,
    DriverOptions driver) {

  public NetworkSettings {
    subnets = List.copyOf(subnets);
    labels = Map.copyOf(labels);
  }

  NetworkSettings named(String other) {
    return new NetworkSettings(other, subnets, ipv6, internal, labels, predefined, driver);
  }

  NetworkSettings labeled(Map<String, String> others) {
    return new NetworkSettings(name, subnets, ipv6, internal, others, predefined, driver);
  }

  /** The pools to open, in order; none for a driver without addresses. */
  public List<WantedPool> wantedPools() {
    return switch (driver) {
      case DriverOptions.Bridge _ -> bridgePools();
      case DriverOptions.Host _, DriverOptions.None _ -> List.of();
    };
  }

  private List<WantedPool> bridgePools() {
    List<WantedPool> wanted = new ArrayList<>();
    subnets.forEach(subnet -> wanted.add(new WantedPool(subnet, subnet.isV4())));
    if (subnets.isEmpty()) {
      wanted.add(new WantedPool(RequestedSubnet.any(), true));
    }
    if (ipv6 && wanted.stream().allMatch(WantedPool::v4)) {
      wanted.add(new WantedPool(RequestedSubnet.any(), false));
    }
    return List.copyOf(wanted);
  }
}
