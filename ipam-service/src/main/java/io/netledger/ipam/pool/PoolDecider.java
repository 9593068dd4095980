package io.netledger.ipam.pool;

import static io.netledger.refusal.Reason.ADDRESSES_EXHAUSTED;
import static io.netledger.refusal.Reason.ETAG_MISMATCH;
import static io.netledger.refusal.Reason.HOLDER_HAS_ANOTHER;
import static io.netledger.refusal.Reason.POOL_IN_USE;
import static io.netledger.refusal.Reason.POOL_NOT_FOUND;
import static io.netledger.refusal.Reason.SUBNET_OVERLAPS;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Decider;
import io.netledger.ipam.pool.Pool.Absent;
import io.netledger.ipam.pool.Pool.Closed;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolCommand.AllocateAddress;
import io.netledger.ipam.pool.PoolCommand.ClosePool;
import io.netledger.ipam.pool.PoolCommand.OpenPool;
import io.netledger.ipam.pool.PoolCommand.ReleaseAddress;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a pool: one holder, one address; one address, one holder; what is reserved is never
 * given out.
 */
public final class PoolDecider implements Decider<Pool, PoolCommand, PoolEvent> {

  private static final int HOLDERS_NAMED = 5;

  @Override
  public Pool initial() {
    return new Absent();
  }

  @Override
  public List<PoolEvent> decide(Pool pool, PoolCommand command) {
    return switch (pool) {
      case Absent _ -> decide(command);
      case Open open -> decide(open, command);
      case Closed _ -> throw new Rejection(POOL_NOT_FOUND, "the pool is closed");
    };
  }

  private static List<PoolEvent> decide(PoolCommand command) {
    return switch (command) {
      case OpenPool(var wish, var siblings) ->
          List.of(new PoolOpened(Opening.specOf(wish, siblings)));
      case AllocateAddress _, ReleaseAddress _, ClosePool _ ->
          throw new Rejection(POOL_NOT_FOUND, "no pool has this id");
    };
  }

  private static List<PoolEvent> decide(Open pool, PoolCommand command) {
    return switch (command) {
      case OpenPool(var wish, _) when Opening.fulfils(pool.spec(), wish) -> List.of();
      case OpenPool _ ->
          throw new Rejection(
              SUBNET_OVERLAPS, "the same owner has a pool of " + words(pool.spec()));

      case AllocateAddress(var holder, var wanted, _) when holds(pool, holder, wanted) -> List.of();
      case AllocateAddress(var holder, _, _) when pool.addressOf(holder).isPresent() ->
          throw new Rejection(
              HOLDER_HAS_ANOTHER,
              holder + " holds " + pool.addressOf(holder).get() + "; release it first");
      case AllocateAddress(var holder, var wanted, var siblings) ->
          List.of(
              new AddressAllocated(
                  wanted
                      .map(address -> Asking.check(pool, address, siblings))
                      .orElseGet(() -> any(pool, siblings)),
                  holder,
                  wanted.isEmpty()));

      case ReleaseAddress(var holder) ->
          pool.addressOf(holder).stream()
              .<PoolEvent>map(address -> new AddressReleased(address, holder))
              .toList();

      case ClosePool(var etag) when etag.filter(known -> !known.equals(pool.etag())).isPresent() ->
          throw new Rejection(
              ETAG_MISMATCH, "the pool's etag is " + pool.etag() + ", not \"" + etag.get() + '"');
      case ClosePool _ when pool.held() == 0 -> List.of(new PoolClosed());
      case ClosePool _ -> throw new Rejection(POOL_IN_USE, "the pool is in use by " + users(pool));
    };
  }

  private static boolean holds(Open pool, String holder, Optional<IpAddress> wanted) {
    return pool.addressOf(holder)
        .filter(address -> wanted.orElse(address).equals(address))
        .isPresent();
  }

  private static IpAddress any(Open pool, List<Open> siblings) {
    return pool.addresses()
        .next(pool.spec().range(), addresses(siblings))
        .orElseThrow(() ->
            new Rejection(
                ADDRESSES_EXHAUSTED,
                "no available address in "
                    + pool.spec().range()
                    + ": "
                    + pool.held()
                    + " are held and the others are reserved"));
  }

  static List<Addresses> addresses(List<Open> pools) {
    return pools.stream().map(Open::addresses).toList();
  }

  private static String words(PoolSpec spec) {
    return spec.range()
        + spec.gateway().map(gateway -> " with gateway " + gateway).orElse(" without gateway")
        + " and auxiliary addresses "
        + spec.auxiliary()
        + "; ask for the same or close that one";
  }

  private static String users(Open pool) {
    List<String> named =
        pool.addresses().held().entrySet().stream()
            .limit(HOLDERS_NAMED)
            .map(lease -> lease.getValue() + " (" + lease.getKey() + ")")
            .toList();
    int more = pool.held() - named.size();
    return String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
  }

  @Override
  public Pool evolve(Pool pool, PoolEvent event) {
    return switch (event) {
      case PoolOpened(var spec) when pool instanceof Absent -> Open.of(spec);
      case PoolOpened _ -> throw impossible(pool, event);
      case AddressAllocated(var address, var holder, var chosen) -> {
        Open open = open(pool, event);
        yield open.with(open.addresses().with(address, holder, chosen));
      }
      case AddressReleased(var address, _) -> {
        Open open = open(pool, event);
        yield open.with(open.addresses().without(address));
      }
      case PoolClosed _ -> {
        open(pool, event);
        yield new Closed();
      }
    };
  }

  private static Open open(Pool pool, PoolEvent event) {
    if (pool instanceof Open open) {
      return open;
    }
    throw impossible(pool, event);
  }

  private static IllegalStateException impossible(Pool pool, PoolEvent event) {
    return new IllegalStateException(event + " cannot happen to a pool that is " + pool);
  }
}
