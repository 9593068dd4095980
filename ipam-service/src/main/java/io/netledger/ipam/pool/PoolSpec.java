package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a pool is, from its opening to its closing.
 *
 * @param space name of the space that has the subnet
 * @param subnet without host bits
 * @param range the part of the subnet that addresses are chosen from
 * @param gateway never given out
 * @param auxiliary never given out, by name
 * @param owner who asked for the pool
 */
public record PoolSpec(
    String space,
    Cidr subnet,
    Cidr range,
    Optional<IpAddress> gateway,
    NavigableMap<String, IpAddress> auxiliary,
    String owner) {

  public PoolSpec {
    auxiliary = Collections.unmodifiableNavigableMap(new TreeMap<>(auxiliary));
  }

  public PoolSpec(
      String space,
      Cidr subnet,
      Cidr range,
      Optional<IpAddress> gateway,
      Map<String, IpAddress> auxiliary,
      String owner) {
    this(space, subnet, range, gateway, new TreeMap<>(auxiliary), owner);
  }

  PoolSpec widened(Cidr wider) {
    return new PoolSpec(space, subnet, wider, gateway, auxiliary, owner);
  }

  /** The addresses that are never given out. */
  public NavigableSet<IpAddress> reserved() {
    NavigableSet<IpAddress> reserved = new TreeSet<>(reservedBySubnet(subnet).keySet());
    gateway.ifPresent(reserved::add);
    reserved.addAll(auxiliary.values());
    return reserved;
  }

  /**
   * How many addresses of the range can still be chosen.
   *
   * @param held how many of the range are held or reserved, here or in a sibling
   * @param siblings the pools whose subnets overlap this one's
   */
  public BigInteger free(long held, Collection<PoolSpec> siblings) {
    NavigableSet<IpAddress> kept = reserved();
    siblings.forEach(sibling -> kept.addAll(sibling.reserved()));
    long keptHere = kept.stream().filter(range::contains).count();
    return range.size().subtract(BigInteger.valueOf(held + keptHere));
  }

  /** What the address is kept back as, e.g. "the gateway"; empty if it may be given out. */
  public Optional<String> reservedAs(IpAddress address) {
    if (gateway.filter(address::equals).isPresent()) {
      return Optional.of("the gateway");
    }
    return auxiliary.entrySet().stream()
        .filter(named -> named.getValue().equals(address))
        .map(named -> "the auxiliary address \"" + named.getKey() + '"')
        .findFirst()
        .or(() -> Optional.ofNullable(reservedBySubnet(subnet).get(address)));
  }

  /**
   * The addresses of a subnet that no host may have, and what they are. IPv4: the network and the
   * broadcast address (RFC 1122, 3.2.1.3), but both addresses of a /31 are hosts (RFC 3021), and so
   * is a /32. IPv6: the subnet-router anycast address (RFC 4291, 2.6.1), but not of a /127 (RFC
   * 6164) or a /128; there is no broadcast.
   */
  static NavigableMap<IpAddress, String> reservedBySubnet(Cidr subnet) {
    NavigableMap<IpAddress, String> reserved = new TreeMap<>();
    if (subnet.address().bits() - subnet.length() > 1) {
      reserved.put(subnet.first(), "the network address");
      if (subnet.isV4()) {
        reserved.put(subnet.last(), "the broadcast address");
      }
    }
    return reserved;
  }
}
