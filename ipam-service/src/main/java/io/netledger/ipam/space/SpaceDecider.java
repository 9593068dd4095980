package io.netledger.ipam.space;

import static io.netledger.refusal.Reason.ADDRESS_OUT_OF_RANGE;
import static io.netledger.refusal.Reason.POOL_NOT_FOUND;
import static io.netledger.refusal.Reason.SUBNET_INVALID;
import static io.netledger.refusal.Reason.SUBNET_OVERLAPS;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Decider;
import io.netledger.ipam.space.SpaceCommand.ReserveSubnet;
import io.netledger.ipam.space.SpaceCommand.ReturnSubnet;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.AnyDefault;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.Exactly;
import io.netledger.ipam.space.SpaceCommand.WidenRange;
import io.netledger.ipam.space.SpaceEvent.RangeWidened;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.ipam.space.SpaceEvent.SubnetReturned;
import io.netledger.refusal.Rejection;
import java.util.List;

/**
 * The rules of a space: subnets of its pools do not overlap. Pools with ranges of their own may
 * still share addresses of one flat network: the same subnet with different ranges, or subnets that
 * overlap where both ranges are smaller than their subnets and do not overlap.
 */
public final class SpaceDecider implements Decider<Space, SpaceCommand, SpaceEvent> {

  @Override
  public Space initial() {
    return Space.EMPTY;
  }

  @Override
  public List<SpaceEvent> decide(Space space, SpaceCommand command) {
    return switch (command) {
      case ReserveSubnet(var pool, var owner, Exactly(var subnet, var range)) ->
          reserve(space, new SubnetReserved(pool, subnet, range, owner, false));

      case ReserveSubnet(_, var owner, AnyDefault(var v4, _))
          when space.chosenFor(owner, v4).isPresent() ->
          List.of();
      case ReserveSubnet(var pool, var owner, AnyDefault(var v4, var defaults)) -> {
        Cidr subnet = defaults.choose(space, v4);
        yield List.of(new SubnetReserved(pool, subnet, subnet, owner, true));
      }

      case WidenRange(var pool, var range) -> widen(space, pool, range);
      case ReturnSubnet(var pool) when space.ofPool(pool).isPresent() ->
          List.of(new SubnetReturned(pool));
      case ReturnSubnet _ -> List.of();
    };
  }

  private static List<SpaceEvent> reserve(Space space, SubnetReserved wanted) {
    Cidr subnet = wanted.subnet();
    Cidr range = wanted.range();
    if (space.of(subnet, range).filter(taken -> taken.owner().equals(wanted.owner())).isPresent()) {
      return List.of();
    }
    space
        .overlapping(subnet)
        .filter(taken -> conflict(taken, wanted))
        .findFirst()
        .ifPresent(taken -> refuse(wanted, taken));
    if (subnet.hasHostBits()) {
      throw new Rejection(
          SUBNET_INVALID, subnet + " has host bits set; expected " + subnet.network());
    }
    if (!subnet.contains(range)) {
      throw new Rejection(
          ADDRESS_OUT_OF_RANGE, "ip_range " + range + " is not in the subnet " + subnet);
    }
    if (range.hasHostBits()) {
      throw new Rejection(
          SUBNET_INVALID, "ip_range " + range + " has host bits set; expected " + range.network());
    }
    return List.of(wanted);
  }

  private static List<SpaceEvent> widen(Space space, String pool, Cidr range) {
    SubnetReserved taken =
        space
            .ofPool(pool)
            .orElseThrow(() -> new Rejection(POOL_NOT_FOUND, "pool " + pool + " has no subnet"));
    if (taken.range().equals(range)) {
      return List.of();
    }
    SubnetReserved wanted =
        new SubnetReserved(pool, taken.subnet(), range, taken.owner(), taken.chosen());
    space
        .overlapping(taken.subnet())
        .filter(other -> !other.poolId().equals(pool))
        .filter(other -> conflict(other, wanted))
        .findFirst()
        .ifPresent(other -> refuse(wanted, other));
    return List.of(new RangeWidened(pool, range));
  }

  private static boolean conflict(SubnetReserved taken, SubnetReserved wanted) {
    return taken.subnet().equals(wanted.subnet())
        ? taken.range().equals(wanted.range())
        : isWhole(taken) || isWhole(wanted) || taken.range().overlaps(wanted.range());
  }

  private static boolean isWhole(SubnetReserved pool) {
    return pool.range().equals(pool.subnet());
  }

  private static void refuse(SubnetReserved wanted, SubnetReserved taken) {
    throw new Rejection(
        SUBNET_OVERLAPS,
        wanted.subnet()
            + " overlaps "
            + taken.subnet()
            + (isWhole(taken) ? "" : " (ip_range " + taken.range() + ")")
            + " of pool "
            + taken.poolId()
            + " of "
            + taken.owner());
  }

  @Override
  public Space evolve(Space space, SpaceEvent event) {
    return switch (event) {
      case SubnetReserved reserved -> space.with(reserved);
      case RangeWidened(var pool, var range) -> space.widened(subnetOf(space, pool, event), range);
      case SubnetReturned(var pool) -> space.without(subnetOf(space, pool, event));
    };
  }

  private static SubnetReserved subnetOf(Space space, String pool, SpaceEvent event) {
    return space
        .ofPool(pool)
        .orElseThrow(() -> new IllegalStateException(event + " but the pool has no subnet"));
  }
}
