package io.netledger.ipam.pool;

import static io.netledger.refusal.Reason.ADDRESSES_EXHAUSTED;
import static io.netledger.refusal.Reason.ADDRESS_OUT_OF_RANGE;
import static io.netledger.refusal.Reason.ETAG_MISMATCH;
import static io.netledger.refusal.Reason.HOLDER_HAS_ANOTHER;
import static io.netledger.refusal.Reason.POOL_IN_USE;
import static io.netledger.refusal.Reason.POOL_NOT_FOUND;
import static io.netledger.refusal.Reason.RANGE_NOT_WIDER;
import static io.netledger.refusal.Reason.SUBNET_INVALID;
import static io.netledger.refusal.Reason.SUBNET_OVERLAPS;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.Decider;
import io.netledger.ipam.pool.Pool.Absent;
import io.netledger.ipam.pool.Pool.Closed;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolCommand.AllocateAddress;
import io.netledger.ipam.pool.PoolCommand.ClosePool;
import io.netledger.ipam.pool.PoolCommand.OpenPool;
import io.netledger.ipam.pool.PoolCommand.ReleaseAddress;
import io.netledger.ipam.pool.PoolCommand.ReserveAddress;
import io.netledger.ipam.pool.PoolCommand.UnreserveAddress;
import io.netledger.ipam.pool.PoolCommand.WidenPool;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.AddressReserved;
import io.netledger.ipam.pool.PoolEvent.AddressUnreserved;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a pool: one holder, one address; one address, one holder; what is kept back is never
 * given out, and what is reserved only to whom it is reserved for.
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
      case AllocateAddress _,
          ReleaseAddress _,
          ReserveAddress _,
          UnreserveAddress _,
          WidenPool _,
          ClosePool _ ->
          throw new Rejection(POOL_NOT_FOUND, "no pool has this id");
    };
  }

  private static List<PoolEvent> decide(Open pool, PoolCommand command) {
    return switch (command) {
      case OpenPool(var wish, _) when Opening.fulfils(pool.spec(), wish) -> List.of();
      case OpenPool _ ->
          throw new Rejection(
              SUBNET_OVERLAPS, "the same owner has a pool of " + words(pool.spec()));

      case AllocateAddress(var holder, var wanted, _, _) when holds(pool, holder, wanted) ->
          List.of();
      case AllocateAddress(var holder, _, _, _) when pool.addressOf(holder).isPresent() ->
          throw new Rejection(
              HOLDER_HAS_ANOTHER,
              holder + " holds " + pool.addressOf(holder).get() + "; release it first");
      case AllocateAddress allocate -> List.of(allocated(pool, allocate));

      case ReleaseAddress(var holder) ->
          pool.addressOf(holder).stream()
              .<PoolEvent>map(address -> new AddressReleased(address, holder))
              .toList();

      case ReserveAddress(var address, var sandbox, _) when isReserved(pool, address, sandbox) ->
          List.of();
      case ReserveAddress(var address, var sandbox, var siblings) ->
          List.of(
              new AddressReserved(Asking.reservable(pool, address, sandbox, siblings), sandbox));

      case UnreserveAddress(var address) when pool.addresses().reservations().has(address) ->
          List.of(new AddressUnreserved(address));
      case UnreserveAddress _ -> List.of();

      case WidenPool(var range, var etag) -> widen(pool, range, etag);

      case ClosePool(var etag) when isOther(pool, etag) -> throw mismatch(pool, etag.get());
      case ClosePool _ when pool.held() == 0 -> List.of(new PoolClosed());
      case ClosePool _ -> throw new Rejection(POOL_IN_USE, "the pool is in use by " + users(pool));
    };
  }

  private static boolean holds(Open pool, String holder, Optional<IpAddress> wanted) {
    return pool.addressOf(holder)
        .filter(address -> wanted.orElse(address).equals(address))
        .isPresent();
  }

  private static AddressAllocated allocated(Open pool, AllocateAddress wish) {
    if (wish.wanted().isPresent()) {
      IpAddress wanted = Asking.check(pool, wish.wanted().get(), wish.sandbox(), wish.siblings());
      return new AddressAllocated(wanted, wish.holder(), false);
    }
    return wish.sandbox()
        .flatMap(pool.addresses().reservations()::addressOf)
        .filter(kept -> pool.addresses().holderOf(kept).isEmpty())
        .map(kept -> new AddressAllocated(kept, wish.holder(), false))
        .orElseGet(() -> new AddressAllocated(any(pool, wish.siblings()), wish.holder(), true));
  }

  private static boolean isReserved(Open pool, IpAddress address, Optional<String> sandbox) {
    Reservations reservations = pool.addresses().reservations();
    return reservations.has(address) && reservations.sandboxOf(address).equals(sandbox);
  }

  private static List<PoolEvent> widen(Open pool, Cidr range, Optional<String> etag) {
    PoolSpec spec = pool.spec();
    if (isOther(pool, etag)) {
      throw mismatch(pool, etag.orElseThrow());
    }
    if (range.equals(spec.range())) {
      return List.of();
    }
    if (range.hasHostBits()) {
      throw new Rejection(
          SUBNET_INVALID, "ip_range " + range + " has host bits set; expected " + range.network());
    }
    if (!spec.subnet().contains(range)) {
      throw new Rejection(
          ADDRESS_OUT_OF_RANGE, "ip_range " + range + " is not in the subnet " + spec.subnet());
    }
    if (!range.contains(spec.range())) {
      throw new Rejection(
          RANGE_NOT_WIDER,
          "ip_range %s does not hold %s, the one that the pool has".formatted(range, spec.range()));
    }
    return List.of(new PoolWidened(range));
  }

  private static boolean isOther(Open pool, Optional<String> etag) {
    return etag.filter(known -> !known.equals(pool.etag())).isPresent();
  }

  private static Rejection mismatch(Open pool, String etag) {
    return new Rejection(
        ETAG_MISMATCH, "the pool's etag is " + pool.etag() + ", not \"" + etag + '"');
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
      case AddressReserved(var address, var sandbox) -> {
        Open open = open(pool, event);
        yield open.with(open.addresses().reserved(address, sandbox));
      }
      case AddressUnreserved(var address) -> {
        Open open = open(pool, event);
        yield open.with(open.addresses().unreserved(address));
      }
      case PoolWidened(var range) -> open(pool, event).widened(range);
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
