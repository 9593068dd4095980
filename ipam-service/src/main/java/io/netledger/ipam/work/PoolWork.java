package io.netledger.ipam.work;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Work;
import io.netledger.ipam.pool.Pool;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolCodec;
import io.netledger.ipam.pool.PoolCommand;
import io.netledger.ipam.pool.PoolCommand.AllocateAddress;
import io.netledger.ipam.pool.PoolCommand.ClosePool;
import io.netledger.ipam.pool.PoolCommand.OpenPool;
import io.netledger.ipam.pool.PoolCommand.ReleaseAddress;
import io.netledger.ipam.pool.PoolCommand.ReserveAddress;
import io.netledger.ipam.pool.PoolCommand.UnreserveAddress;
import io.netledger.ipam.pool.PoolCommand.WidenPool;
import io.netledger.ipam.pool.PoolDecider;
import io.netledger.ipam.pool.PoolEvent;
import io.netledger.ipam.space.Space;
import io.netledger.ipam.space.SpaceCodec;
import io.netledger.ipam.space.SpaceCommand;
import io.netledger.ipam.space.SpaceCommand.ReserveSubnet;
import io.netledger.ipam.space.SpaceCommand.ReturnSubnet;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.AnyDefault;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.Exactly;
import io.netledger.ipam.space.SpaceCommand.WidenRange;
import io.netledger.ipam.space.SpaceDecider;
import io.netledger.ipam.space.SpaceEvent;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * What a call decides, on the stream of its space and that of its pool together. Each method is one
 * unit of work: all of its events are stored or none, and it may be run again.
 */
public final class PoolWork {

  public static final StreamKind<Space, SpaceCommand, SpaceEvent> SPACE =
      new StreamKind<>("space", new SpaceDecider(), new SpaceCodec());

  public static final StreamKind<Pool, PoolCommand, PoolEvent> POOL =
      new StreamKind<>("pool", new PoolDecider(), new PoolCodec());

  private PoolWork() {}

  /** Reserves a subnet and opens a pool of it, or finds the one that the owner already has. */
  public static PoolAnswer open(Work work, OpeningWish wish) {
    work.decide(SPACE, wish.space(), new ReserveSubnet(wish.poolId(), wish.owner(), wish.subnet()));
    Space space = work.state(SPACE, wish.space());
    SubnetReserved taken =
        switch (wish.subnet()) {
          case Exactly(var subnet, var range) -> space.of(subnet, range).orElseThrow();
          case AnyDefault(var v4, _) -> space.chosenFor(wish.owner(), v4).orElseThrow();
        };
    List<Open> siblings = siblings(work, space, taken.poolId(), taken.subnet());
    OpenPool command = new OpenPool(wish.in(taken.subnet(), taken.range()), siblings);
    if (taken.poolId().equals(wish.poolId())) {
      work.begin(POOL, taken.poolId(), command);
    } else {
      work.decide(POOL, taken.poolId(), command);
    }
    return answer(taken.poolId(), pool(work, taken.poolId()), siblings);
  }

  /**
   * Closes a pool and gives its subnet back.
   *
   * @return the pool as it last was; empty if there is none and that is allowed
   */
  public static Optional<PoolAnswer> close(
      Work work, String poolId, Optional<String> etag, boolean allowMissing) {
    if (allowMissing && !(work.state(POOL, poolId) instanceof Open)) {
      return Optional.empty();
    }
    Open pool = pool(work, poolId);
    String space = pool.spec().space();
    PoolAnswer last = answer(poolId, pool, siblings(work, poolId, pool));
    work.decide(POOL, poolId, new ClosePool(etag));
    work.decide(SPACE, space, new ReturnSubnet(poolId));
    return Optional.of(last);
  }

  /** As below, for nobody that anything is reserved for. */
  public static Lease allocate(
      Work work, String poolId, String holder, Optional<IpAddress> wanted) {
    return allocate(work, poolId, holder, wanted, Optional.empty());
  }

  /**
   * Gives {@code holder} an address, or finds the one that it has.
   *
   * @param sandbox name of the sandbox that it is for
   */
  public static Lease allocate(
      Work work,
      String poolId,
      String holder,
      Optional<IpAddress> wanted,
      Optional<String> sandbox) {
    Open pool = pool(work, poolId);
    work.decide(
        POOL, poolId, new AllocateAddress(holder, wanted, sandbox, siblings(work, poolId, pool)));
    return lease(poolId, pool(work, poolId), holder).orElseThrow();
  }

  /** Keeps an address for a sandbox, or for nobody. */
  public static void reserve(
      Work work, String poolId, IpAddress address, Optional<String> sandbox) {
    Open pool = pool(work, poolId);
    work.decide(POOL, poolId, new ReserveAddress(address, sandbox, siblings(work, poolId, pool)));
  }

  /** Keeps an address no more. */
  public static void unreserve(Work work, String poolId, IpAddress address) {
    Cidr subnet = pool(work, poolId).spec().subnet();
    if (!subnet.contains(address)) {
      throw new Rejection(Reason.ADDRESS_OUT_OF_RANGE, address + " is not in the subnet " + subnet);
    }
    work.decide(POOL, poolId, new UnreserveAddress(address));
  }

  /** Lets a pool choose from a larger part of its subnet. */
  public static PoolAnswer widen(Work work, String poolId, Cidr range, Optional<String> etag) {
    String space = pool(work, poolId).spec().space();
    if (!work.decide(POOL, poolId, new WidenPool(range, etag)).isEmpty()) {
      work.decide(SPACE, space, new WidenRange(poolId, range));
    }
    Open pool = pool(work, poolId);
    return answer(poolId, pool, siblings(work, poolId, pool));
  }

  /**
   * Takes the address of {@code holder} back.
   *
   * @return what it held; empty if nothing
   */
  public static Optional<Lease> release(Work work, String poolId, String holder) {
    Optional<Lease> held = lease(poolId, pool(work, poolId), holder);
    work.decide(POOL, poolId, new ReleaseAddress(holder));
    return held;
  }

  private static Open pool(Work work, String poolId) {
    return switch (work.state(POOL, poolId)) {
      case Open open -> open;
      case Pool.Absent _ ->
          throw new Rejection(Reason.POOL_NOT_FOUND, "no pool has the id " + poolId);
      case Pool.Closed _ ->
          throw new Rejection(Reason.POOL_NOT_FOUND, "pool " + poolId + " is closed");
    };
  }

  private static List<Open> siblings(Work work, String poolId, Open pool) {
    Space space = work.state(SPACE, pool.spec().space());
    return siblings(work, space, poolId, pool.spec().subnet());
  }

  private static List<Open> siblings(Work work, Space space, String poolId, Cidr subnet) {
    return space
        .overlapping(subnet)
        .filter(other -> !other.poolId().equals(poolId))
        .map(other -> pool(work, other.poolId()))
        .toList();
  }

  private static PoolAnswer answer(String poolId, Open pool, List<Open> siblings) {
    return new PoolAnswer(poolId, pool, pool.free(siblings));
  }

  private static Optional<Lease> lease(String poolId, Open pool, String holder) {
    return pool.addressOf(holder)
        .map(address -> new Lease(poolId, pool.spec().subnet(), address, holder));
  }
}
