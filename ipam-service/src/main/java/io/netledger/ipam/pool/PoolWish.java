package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A pool as it is asked for.
 *
 * @param space name of the space that has the subnet
 * @param subnet without host bits
 * @param range the part of the subnet that addresses are chosen from
 * @param auxiliary addresses never to be given out, by name
 * @param owner who asks
 */
public record PoolWish(
    String space,
    Cidr subnet,
    Cidr range,
    Gateway gateway,
    NavigableMap<String, IpAddress> auxiliary,
    String owner) {

  public PoolWish {
    auxiliary = Collections.unmodifiableNavigableMap(new TreeMap<>(auxiliary));
  }

  public PoolWish(
      String space,
      Cidr subnet,
      Cidr range,
      Gateway gateway,
      Map<String, IpAddress> auxiliary,
      String owner) {
    this(space, subnet, range, gateway, new TreeMap<>(auxiliary), owner);
  }

  /** Which gateway is wanted. */
  public sealed interface Gateway {

    /** The first address of the range that is free. */
    record Any() implements Gateway {}

    record At(IpAddress address) implements Gateway {}

    record None() implements Gateway {}
  }
}
