package io.netledger.network.network;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.util.Map;
import java.util.Optional;

/**
 * A subnet as asked for.
 *
 * @param subnet empty: to be chosen from the default pools
 * @param range part of it that addresses are chosen from; empty: all of it
 * @param gateway empty: to be chosen
 * @param auxiliary addresses never given to a sandbox, by name
 * @param v6 if nothing else says so: an IPv6 one
 */
public record RequestedSubnet(
    Optional<Cidr> subnet,
    Optional<Cidr> range,
    Optional<IpAddress> gateway,
    Map<String, IpAddress> auxiliary,
    boolean v6) {

  public RequestedSubnet {
    auxiliary = Map.copyOf(auxiliary);
  }

  /** One of the family that it is written in. */
  public RequestedSubnet(
      Optional<Cidr> subnet,
      Optional<Cidr> range,
      Optional<IpAddress> gateway,
      Map<String, IpAddress> auxiliary) {
    this(subnet, range, gateway, auxiliary, false);
  }

  /** Any subnet of the default pools. */
  public static RequestedSubnet any() {
    return new RequestedSubnet(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** Any IPv6 subnet of the default pools. */
  public static RequestedSubnet anyV6() {
    return new RequestedSubnet(
        Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), true);
  }

  /** IPv6 if it is asked for or any part of it is written so; else IPv4. */
  public boolean isV4() {
    return !v6
        && subnet.map(Cidr::isV4).orElse(true)
        && range.map(Cidr::isV4).orElse(true)
        && gateway.map(IpAddress::isV4).orElse(true)
        && auxiliary.values().stream().allMatch(IpAddress::isV4);
  }
}
