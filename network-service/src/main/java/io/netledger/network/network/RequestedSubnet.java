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
 */
public record RequestedSubnet(
    Optional<Cidr> subnet,
    Optional<Cidr> range,
    Optional<IpAddress> gateway,
    Map<String, IpAddress> auxiliary) {

  public RequestedSubnet {
    auxiliary = Map.copyOf(auxiliary);
  }

  /** Any subnet of the default pools. */
  public static RequestedSubnet any() {
    return new RequestedSubnet(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }

  /** IPv6 if any part of it is written so; else IPv4. */
  public boolean isV4() {
    return subnet.map(Cidr::isV4).orElse(true)
        && range.map(Cidr::isV4).orElse(true)
        && gateway.map(IpAddress::isV4).orElse(true)
        && auxiliary.values().stream().allMatch(IpAddress::isV4);
  }
}
