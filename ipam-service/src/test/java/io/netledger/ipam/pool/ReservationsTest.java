package io.netledger.ipam.pool;

import static io.netledger.ipam.Story.given;
import static io.netledger.ipam.pool.Pools.OPENED;
import static io.netledger.ipam.pool.Pools.POOL;
import static io.netledger.ipam.pool.Pools.any;
import static io.netledger.ipam.pool.Pools.ask;
import static io.netledger.ipam.pool.Pools.asked;
import static io.netledger.ipam.pool.Pools.chosen;
import static io.netledger.ipam.pool.Pools.ip;
import static io.netledger.ipam.pool.Pools.opened;
import static io.netledger.ipam.pool.Pools.released;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolCommand.AllocateAddress;
import io.netledger.ipam.pool.PoolCommand.ReserveAddress;
import io.netledger.ipam.pool.PoolCommand.UnreserveAddress;
import io.netledger.ipam.pool.PoolCommand.WidenPool;
import io.netledger.ipam.pool.PoolEvent.AddressReserved;
import io.netledger.ipam.pool.PoolEvent.AddressUnreserved;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import io.netledger.refusal.Reason;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An address that is reserved … */
class ReservationsTest {

  private static final AddressReserved FOR_DB =
      new AddressReserved(ip("10.0.0.2"), Optional.of("db"));
  private static final AddressReserved FOR_NOBODY =
      new AddressReserved(ip("10.0.0.2"), Optional.empty());

  private static ReserveAddress reserve(String address, String sandbox) {
    return new ReserveAddress(
        ip(address), Optional.of(sandbox).filter(name -> !name.isEmpty()), List.of());
  }

  private static AllocateAddress anyFor(String sandbox, String holder) {
    return new AllocateAddress(holder, Optional.empty(), Optional.of(sandbox), List.of());
  }

  private static AllocateAddress askFor(String sandbox, String holder, String address) {
    return new AllocateAddress(holder, Optional.of(ip(address)), Optional.of(sandbox), List.of());
  }

  @Test
  void isReservedOnce() {
    given(POOL, OPENED).when(reserve("10.0.0.2", "db")).then(FOR_DB);
    given(POOL, OPENED, FOR_DB).when(reserve("10.0.0.2", "db")).thenNothing();
    given(POOL, OPENED, FOR_DB)
        .when(reserve("10.0.0.2", "web"))
        .thenRejected(Reason.ADDRESS_RESERVED, "10.0.0.2 is reserved for db");
    given(POOL, OPENED, FOR_DB)
        .when(reserve("10.0.0.3", "db"))
        .thenRejected(Reason.HOLDER_HAS_ANOTHER, "10.0.0.2 is reserved for db already");
    given(POOL, OPENED, FOR_NOBODY).when(reserve("10.0.0.2", "")).thenNothing();
  }

  @Test
  void isNoneThatCannotBeGiven() {
    given(POOL, OPENED)
        .when(reserve("10.0.0.1", "db"))
        .thenRejected(Reason.ADDRESS_RESERVED, "the gateway");
    given(POOL, OPENED)
        .when(reserve("10.0.0.5", "db"))
        .thenRejected(Reason.ADDRESS_RESERVED, "auxiliary");
    given(POOL, OPENED)
        .when(reserve("10.0.1.5", "db"))
        .thenRejected(Reason.ADDRESS_OUT_OF_RANGE, "10.0.1.5 is not in");
  }

  @Test
  void isGivenOnlyToItsSandbox() {
    given(POOL, OPENED, FOR_DB).when(any("ep-1")).then(chosen("10.0.0.3", "ep-1"));
    given(POOL, OPENED, FOR_DB)
        .when(ask("ep-1", "10.0.0.2"))
        .thenRejected(Reason.ADDRESS_RESERVED, "reserved for db");
    given(POOL, OPENED, FOR_DB)
        .when(askFor("web", "ep-1", "10.0.0.2"))
        .thenRejected(Reason.ADDRESS_RESERVED);
    given(POOL, OPENED, FOR_DB).when(anyFor("db", "ep-1")).then(asked("10.0.0.2", "ep-1"));
    given(POOL, OPENED, FOR_DB)
        .when(askFor("db", "ep-1", "10.0.0.2"))
        .then(asked("10.0.0.2", "ep-1"));
    given(POOL, OPENED, FOR_DB, asked("10.0.0.2", "ep-1")).when(anyFor("db", "ep-1")).thenNothing();
    given(POOL, OPENED, FOR_NOBODY)
        .when(askFor("db", "ep-1", "10.0.0.2"))
        .thenRejected(Reason.ADDRESS_RESERVED, "10.0.0.2 is reserved");
  }

  @Test
  void isStillReservedAfterItsRelease() {
    given(POOL, OPENED, FOR_DB, asked("10.0.0.2", "ep-1"), released("10.0.0.2", "ep-1"))
        .when(any("ep-2"))
        .then(chosen("10.0.0.3", "ep-2"));
    given(POOL, OPENED, FOR_DB, asked("10.0.0.2", "ep-1"), released("10.0.0.2", "ep-1"))
        .when(anyFor("db", "ep-3"))
        .then(asked("10.0.0.2", "ep-3"));
  }

  @Test
  void mayBeHeldWhenItIsReservedAndStaysWithItsHolder() {
    given(POOL, OPENED, chosen("10.0.0.2", "ep-1")).when(reserve("10.0.0.2", "db")).then(FOR_DB);
    given(POOL, OPENED, chosen("10.0.0.2", "ep-1"), FOR_DB)
        .when(anyFor("db", "ep-2"))
        .then(chosen("10.0.0.3", "ep-2"));
    given(POOL, OPENED, chosen("10.0.0.2", "ep-1"), FOR_DB, released("10.0.0.2", "ep-1"))
        .when(any("ep-2"))
        .then(chosen("10.0.0.3", "ep-2"));
  }

  @Test
  void isLikeAnyOtherAfterwards() {
    AddressUnreserved unreserved = new AddressUnreserved(ip("10.0.0.2"));
    given(POOL, OPENED, FOR_DB).when(new UnreserveAddress(ip("10.0.0.2"))).then(unreserved);
    given(POOL, OPENED).when(new UnreserveAddress(ip("10.0.0.2"))).thenNothing();
    given(POOL, OPENED, FOR_DB, unreserved).when(any("ep-1")).then(chosen("10.0.0.2", "ep-1"));
    given(POOL, OPENED, FOR_DB, asked("10.0.0.2", "ep-1"), unreserved)
        .when(any("ep-2"))
        .then(chosen("10.0.0.3", "ep-2"));
    given(POOL, OPENED, FOR_DB, unreserved)
        .when(reserve("10.0.0.3", "db"))
        .then(new AddressReserved(ip("10.0.0.3"), Optional.of("db")));
  }

  @Test
  void isNotFree() {
    Open pool = (Open) POOL.replay(List.of(OPENED, FOR_DB));
    assertThat(pool.free(List.of())).isEqualTo(BigInteger.valueOf(3));
    Open held = (Open) POOL.replay(List.of(OPENED, FOR_DB, asked("10.0.0.2", "ep-1")));
    assertThat(held.free(List.of())).as("it is not counted twice").isEqualTo(BigInteger.valueOf(3));
  }

  @Test
  void isNotGivenOutByAPoolThatOverlaps() {
    Open sibling = (Open) POOL.replay(List.of(OPENED, FOR_DB));
    PoolEvent.PoolOpened other = opened("10.0.0.0/29", "10.0.0.2/31", null, Map.of());
    given(POOL, other)
        .when(new AllocateAddress("a", Optional.empty(), List.of(sibling)))
        .then(chosen("10.0.0.3", "a"));
    given(POOL, other)
        .when(
            new AllocateAddress(
                "a", Optional.of(ip("10.0.0.2")), Optional.of("db"), List.of(sibling)))
        .thenRejected(Reason.ADDRESS_RESERVED);
  }

  @Test
  void liesInARangeThatCanGrow() {
    PoolEvent.PoolOpened small = opened("10.0.0.0/24", "10.0.0.4/31", "10.0.0.1", Map.of());
    PoolWidened widened = new PoolWidened(Cidr.parse("10.0.0.0/28"));
    given(POOL, small)
        .when(new WidenPool(Cidr.parse("10.0.0.0/28"), Optional.empty()))
        .then(widened);
    given(POOL, small)
        .when(new WidenPool(Cidr.parse("10.0.0.4/31"), Optional.empty()))
        .thenNothing();
    given(POOL, small)
        .when(new WidenPool(Cidr.parse("10.0.0.0/30"), Optional.empty()))
        .thenRejected(Reason.RANGE_NOT_WIDER, "does not hold 10.0.0.4/31");
    given(POOL, small)
        .when(new WidenPool(Cidr.parse("10.0.0.0/16"), Optional.empty()))
        .thenRejected(Reason.ADDRESS_OUT_OF_RANGE);
    given(POOL, small)
        .when(new WidenPool(Cidr.parse("10.0.0.0/28"), Optional.of("9")))
        .thenRejected(Reason.ETAG_MISMATCH);
    given(POOL, small, chosen("10.0.0.4", "a"), chosen("10.0.0.5", "b"), widened)
        .when(any("c"))
        .then(chosen("10.0.0.6", "c"));
  }
}
