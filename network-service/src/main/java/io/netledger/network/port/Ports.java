package io.netledger.network.port;

import io.netledger.address.IpAddress;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;

/**
 * The ports of one host that are taken. Persistent maps: a port more costs O(log n).
 *
 * @param byEndpoint what each endpoint has
 * @param taken who has a number, by address
 * @param lastChosen the last number that was chosen, not asked for; 0: none was yet
 */
public record Ports(
    HashPMap<String, List<PublishedPort>> byEndpoint,
    HashPMap<Slot, HashPMap<IpAddress, String>> taken,
    int lastChosen) {

  static final Ports NONE = new Ports(HashTreePMap.empty(), HashTreePMap.empty(), 0);

  /** One port number of one protocol, at whichever address. */
  public record Slot(Protocol protocol, int port) {}

  /** What the endpoint has; empty if it has claimed nothing. */
  Optional<List<PublishedPort>> of(String endpointId) {
    return Optional.ofNullable(byEndpoint.get(endpointId));
  }

  /** The endpoints that have ports which {@code wishes} name. */
  public Set<String> inTheWayOf(List<PortWish> wishes) {
    Set<String> holders = new TreeSet<>();
    for (PortWish wish : wishes) {
      wish.hostIps()
          .forEach(address ->
              holder(address, new Slot(wish.protocol(), wish.hostPort())).ifPresent(holders::add));
    }
    return holders;
  }

  /** Who has the number at the address, or at another that means it too. */
  Optional<String> holder(IpAddress address, Slot slot) {
    Map<IpAddress, String> holders = taken.getOrDefault(slot, HashTreePMap.empty());
    return holders.entrySet().stream()
        .filter(entry -> overlap(entry.getKey(), address))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static boolean overlap(IpAddress one, IpAddress other) {
    return one.isV4() == other.isV4() && (one.equals(other) || isAny(one) || isAny(other));
  }

  private static boolean isAny(IpAddress address) {
    return address.value().equals(BigInteger.ZERO);
  }

  Ports with(String endpointId, List<PublishedPort> ports, int chosen) {
    Ports more = this;
    for (PublishedPort port : ports) {
      more = more.with(endpointId, port);
    }
    return new Ports(
        more.byEndpoint.plus(endpointId, List.copyOf(ports)),
        more.taken,
        chosen == 0 ? lastChosen : chosen);
  }

  /** Takes the number, without saying what else the endpoint has. */
  Ports with(String endpointId, PublishedPort port) {
    Slot slot = slotOf(port);
    HashPMap<IpAddress, String> holders =
        taken
            .getOrDefault(slot, HashTreePMap.empty())
            .plus(port.hostIp().orElseThrow(), endpointId);
    return new Ports(byEndpoint, taken.plus(slot, holders), lastChosen);
  }

  Ports without(String endpointId) {
    HashPMap<Slot, HashPMap<IpAddress, String>> left = taken;
    for (PublishedPort port : of(endpointId).orElse(List.of())) {
      Slot slot = slotOf(port);
      HashPMap<IpAddress, String> holders =
          left.getOrDefault(slot, HashTreePMap.empty()).minus(port.hostIp().orElseThrow());
      left = holders.isEmpty() ? left.minus(slot) : left.plus(slot, holders);
    }
    return new Ports(byEndpoint.minus(endpointId), left, lastChosen);
  }

  private static Slot slotOf(PublishedPort port) {
    return new Slot(port.protocol(), port.hostPort());
  }
}
