package io.netledger.network.network;

import io.netledger.address.Cidr;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.NetworkEvent.NetworkPoolAdded;
import io.netledger.network.network.NetworkEvent.NetworkPoolRefused;
import io.netledger.network.network.NetworkEvent.NetworkPoolWidened;
import io.netledger.network.network.NetworkEvent.RangeRequested;
import io.netledger.network.network.NetworkEvent.SubnetRequested;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules of more subnets, and larger ranges, for a network that is in use. */
final class PoolChanges {

  /** As many as a new network may ask for. */
  private static final int MOST_POOLS = 16;

  /** RFC 8200, section 5. */
  private static final int LEAST_MTU_V6 = 1_280;

  private PoolChanges() {}

  static List<NetworkEvent> add(Ready network, RequestedSubnet wanted) {
    if (isThere(network, wanted)) {
      return List.of();
    }
    NetworkSettings settings = network.settings();
    if (network.pools().stream()
        .anyMatch(pool -> wanted.subnet().equals(Optional.of(pool.subnet())))) {
      throw new Rejection(
          Reason.SUBNET_OVERLAPS,
          "network %s has subnet %s already, with another gateway, ip_range or auxiliary addresses"
              .formatted(settings.name(), wanted.subnet().orElseThrow()));
    }
    if (settings.driver().isWithoutSubnets()) {
      throw new Rejection(
          Reason.DRIVER_UNSUPPORTED,
          "network %s can have no subnets: its driver is %s"
              .formatted(settings.name(), settings.driver().driver()));
    }
    if (network.pools().size() + network.coming().size() >= MOST_POOLS) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "network %s has %d subnets; expected at most %d"
              .formatted(settings.name(), network.pools().size(), MOST_POOLS));
    }
    if (!wanted.isV4() && settings.driver().hasMtuBelow(LEAST_MTU_V6)) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "network %s has an mtu below %d, which IPv6 needs"
              .formatted(settings.name(), LEAST_MTU_V6));
    }
    return List.of(new SubnetRequested(wanted));
  }

  private static boolean isThere(Ready network, RequestedSubnet wanted) {
    return network.coming().contains(new PoolChange.Add(wanted))
        || network.pools().stream()
            .filter(pool -> wanted.subnet().equals(Optional.of(pool.subnet())))
            .anyMatch(pool -> fits(pool, wanted));
  }

  /** What was asked for beside the subnet is so. */
  private static boolean fits(NetworkPool pool, RequestedSubnet wanted) {
    return wanted.range().orElse(pool.range()).equals(pool.range())
        && (wanted.gateway().isEmpty() || wanted.gateway().equals(pool.gateway()))
        && (wanted.auxiliary().isEmpty() || wanted.auxiliary().equals(pool.auxiliary()));
  }

  static List<NetworkEvent> widen(Ready network, Cidr subnet, Cidr range) {
    NetworkPool pool =
        network.pools().stream()
            .filter(candidate -> candidate.subnet().equals(subnet))
            .findFirst()
            .orElseThrow(() -> noSubnet(network, subnet));
    PoolChange.Widen wanted = new PoolChange.Widen(pool.id(), range);
    if (pool.range().equals(range) || network.coming().contains(wanted)) {
      return List.of();
    }
    if (!subnet.contains(range)) {
      throw new Rejection(
          Reason.ADDRESS_OUT_OF_RANGE,
          "no matching subnet for ip_range %s: it is not in %s".formatted(range, subnet));
    }
    if (!range.contains(pool.range())) {
      throw new Rejection(
          Reason.RANGE_NOT_WIDER,
          "ip_range %s does not hold %s, the one that subnet %s has"
              .formatted(range, pool.range(), subnet));
    }
    return List.of(new RangeRequested(pool.id(), range));
  }

  private static Rejection noSubnet(Ready network, Cidr subnet) {
    return new Rejection(
        Reason.ADDRESS_OUT_OF_RANGE,
        "network %s has no subnet %s; it has %s"
            .formatted(
                network.settings().name(),
                subnet,
                network.pools().stream().map(NetworkPool::subnet).toList()));
  }

  /** What was not asked for, or is there already, changes nothing: a step may be done twice. */
  static List<NetworkEvent> decide(Ready network, NetworkCommand.PoolAnswer answer) {
    return switch (answer) {
      case NetworkCommand.ConfirmAddedPool(var pool) -> added(network, pool);
      case NetworkCommand.ConfirmWidenedPool(var pool, var range) -> widened(network, pool, range);
      case NetworkCommand.FailPoolChange(var change, var failure) ->
          failed(network, change, failure);
    };
  }

  private static List<NetworkEvent> added(Ready network, NetworkPool pool) {
    boolean awaited = first(network).filter(change -> asks(change, pool.subnet())).isPresent();
    boolean there = network.pools().stream().anyMatch(known -> known.id().equals(pool.id()));
    return awaited && !there ? List.of(new NetworkPoolAdded(pool)) : List.of();
  }

  private static List<NetworkEvent> widened(Ready network, String poolId, Cidr range) {
    return first(network).filter(new PoolChange.Widen(poolId, range)::equals).isPresent()
        ? List.of(new NetworkPoolWidened(poolId, range))
        : List.of();
  }

  private static List<NetworkEvent> failed(Ready network, PoolChange change, Failure failure) {
    return first(network).filter(change::equals).isPresent()
        ? List.of(new NetworkPoolRefused(failure))
        : List.of();
  }

  private static boolean asks(PoolChange change, Cidr subnet) {
    return switch (change) {
      case PoolChange.Add(var wanted) -> wanted.subnet().equals(Optional.of(subnet));
      case PoolChange.Widen _ -> false;
    };
  }

  private static Optional<PoolChange> first(Ready network) {
    return network.coming().stream().findFirst();
  }

  static Ready requested(Ready network, PoolChange change) {
    return new Ready(
        network.settings(),
        network.pools(),
        network.members(),
        Stream.concat(network.coming().stream(), Stream.of(change)).toList());
  }

  /** The earliest of what was coming is done, or will not be. */
  static Ready settled(Ready network, List<NetworkPool> pools) {
    return new Ready(
        network.settings(),
        pools,
        network.members(),
        network.coming().subList(1, network.coming().size()));
  }

  static Ready settled(Ready network, NetworkPool added) {
    return settled(network, Stream.concat(network.pools().stream(), Stream.of(added)).toList());
  }

  static Ready settled(Ready network, String widened, Cidr range) {
    return settled(
        network,
        network.pools().stream()
            .map(pool -> pool.id().equals(widened) ? pool.widened(range) : pool)
            .toList());
  }
}
