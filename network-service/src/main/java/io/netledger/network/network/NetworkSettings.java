package io.netledger.network.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a network was asked to be.
 *
 * @param subnets empty: one IPv4 subnet is chosen, and with {@code ipv6} an IPv6 one too
 * @param internal nothing beyond the network is reachable
 * @param predefined one of bridge, host, none, which exist from the beginning
 * @param from empty: it was given, not taken from a configuration network
 */
public record NetworkSettings(
    String name,
    List<RequestedSubnet> subnets,
    boolean ipv6,
    boolean internal,
    Map<String, String> labels,
    boolean predefined,
    DriverOptions driver,
    Optional<Source> from) {

  /**
   * The configuration network that all of it was taken from.
   *
   * @param name which it keeps as long
   */
  public record Source(String id, String name) {}

  public NetworkSettings {
    subnets = List.copyOf(subnets);
    labels = Map.copyOf(labels);
  }

  /** Taken from no configuration network. */
  public NetworkSettings(
      String name,
      List<RequestedSubnet> subnets,
      boolean ipv6,
      boolean internal,
      Map<String, String> labels,
      boolean predefined,
      DriverOptions driver) {
    this(name, subnets, ipv6, internal, labels, predefined, driver, Optional.empty());
  }

  /** It only holds what networks are made from. */
  public boolean isConfigOnly() {
    return switch (driver) {
      case DriverOptions.Unsettled _ -> true;
      case DriverOptions.Bridge _,
          DriverOptions.Overlay _,
          DriverOptions.Macvlan _,
          DriverOptions.Ipvlan _,
          DriverOptions.Host _,
          DriverOptions.None _ ->
          false;
    };
  }

  NetworkSettings named(String other) {
    return new NetworkSettings(other, subnets, ipv6, internal, labels, predefined, driver, from);
  }

  NetworkSettings labeled(Map<String, String> others) {
    return new NetworkSettings(name, subnets, ipv6, internal, others, predefined, driver, from);
  }

  /** The same with other options of its driver. */
  public NetworkSettings driven(DriverOptions other) {
    return new NetworkSettings(name, subnets, ipv6, internal, labels, predefined, other, from);
  }

  /** The pools to open, in order; none for a driver without addresses. */
  public List<WantedPool> wantedPools() {
    return switch (driver) {
      case DriverOptions.Bridge _,
          DriverOptions.Overlay _,
          DriverOptions.Macvlan _,
          DriverOptions.Ipvlan _ ->
          pools();
      case DriverOptions.Host _, DriverOptions.None _, DriverOptions.Unsettled _ -> List.of();
    };
  }

  private List<WantedPool> pools() {
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
