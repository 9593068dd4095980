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
import static io.netledger.refusal.Reason.ADDRESSES_EXHAUSTED;
import static io.netledger.refusal.Reason.ADDRESS_IN_USE;
import static io.netledger.refusal.Reason.ADDRESS_RESERVED;
import static io.netledger.refusal.Reason.ETAG_MISMATCH;
import static io.netledger.refusal.Reason.HOLDER_HAS_ANOTHER;
import static io.netledger.refusal.Reason.POOL_IN_USE;
import static io.netledger.refusal.Reason.POOL_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolCommand.AllocateAddress;
import io.netledger.ipam.pool.PoolCommand.ClosePool;
import io.netledger.ipam.pool.PoolCommand.ReleaseAddress;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.refusal.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pool … */
class PoolDeciderTest {

  @Test
  void givesOutTheLowestFreeAddressFirst() {
    given(POOL, OPENED).when(any("a")).then(new AddressAllocated(ip("10.0.0.2"), "a", true));
  }

  @Test
  void givesOutTheAddressAfterTheOneItChoseLast() {
    given(POOL, OPENED, chosen("10.0.0.2", "a"), chosen("10.0.0.3", "b"), released("10.0.0.2", "a"))
        .when(any("c"))
        .then(new AddressAllocated(ip("10.0.0.4"), "c", true));
  }

  @Test
  void choosesOnFromWhereItWasWhenAnAddressIsAskedFor() {
    given(POOL, OPENED, asked("10.0.0.4", "a"))
        .when(any("b"))
        .then(new AddressAllocated(ip("10.0.0.2"), "b", true));
  }

  @Test
  void startsAgainAtItsFirstAddressAfterItsLast() {
    given(POOL, OPENED, chosen("10.0.0.2", "a"), chosen("10.0.0.6", "b"), released("10.0.0.2", "a"))
        .when(any("c"))
        .then(new AddressAllocated(ip("10.0.0.3"), "c", true));
  }

  @Test
  void givesAReleasedAddressOutOnlyWhenNothingElseIsFree() {
    given(
            POOL,
            OPENED,
            asked("10.0.0.2", "a"),
            asked("10.0.0.3", "b"),
            asked("10.0.0.4", "c"),
            released("10.0.0.3", "b"),
            released("10.0.0.2", "a"),
            asked("10.0.0.6", "d"))
        .when(any("e"))
        .then(new AddressAllocated(ip("10.0.0.3"), "e", true));
  }

  @Test
  void givesNeitherGatewayNorAuxiliaryAddressWhenItIsNearlyFull() {
    given(POOL, OPENED, asked("10.0.0.2", "a"), asked("10.0.0.3", "b"), asked("10.0.0.4", "c"))
        .when(any("d"))
        .then(new AddressAllocated(ip("10.0.0.6"), "d", true));
  }

  @Test
  void refusesWhenNothingIsFree() {
    given(
            POOL,
            OPENED,
            chosen("10.0.0.2", "a"),
            chosen("10.0.0.3", "b"),
            chosen("10.0.0.4", "c"),
            chosen("10.0.0.6", "d"))
        .when(any("e"))
        .thenRejected(ADDRESSES_EXHAUSTED, "10.0.0.0/29");
  }

  @Test
  void givesAnAddressThatIsAskedForAlsoOutsideItsRange() {
    given(POOL, opened("10.0.0.0/24", "10.0.0.128/25", "10.0.0.1", Map.of()))
        .when(ask("a", "10.0.0.7"))
        .then(new AddressAllocated(ip("10.0.0.7"), "a", false));
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, ADDRESS_RESERVED, the gateway",
    "10.0.0.5, ADDRESS_RESERVED, router",
    "10.0.0.0, ADDRESS_RESERVED, network",
    "10.0.0.7, ADDRESS_RESERVED, broadcast",
    "10.0.0.8, ADDRESS_OUT_OF_RANGE, 10.0.0.0/29",
    "fd00::1, ADDRESS_OUT_OF_RANGE, 10.0.0.0/29",
    "10.0.0.3, ADDRESS_IN_USE, somebody",
  })
  void refusesAnAddress(String address, Reason reason, String word) {
    given(POOL, OPENED, asked("10.0.0.3", "somebody"))
        .when(ask("a", address))
        .thenRejected(reason, address, word);
  }

  @Test
  void answersARetryWithoutASecondAddress() {
    given(POOL, OPENED, chosen("10.0.0.2", "a")).when(any("a")).thenNothing();
    given(POOL, OPENED, chosen("10.0.0.2", "a")).when(ask("a", "10.0.0.2")).thenNothing();
  }

  @Test
  void refusesAHolderASecondAddress() {
    given(POOL, OPENED, chosen("10.0.0.2", "a"))
        .when(ask("a", "10.0.0.3"))
        .thenRejected(HOLDER_HAS_ANOTHER, "a", "10.0.0.2");
  }

  @Test
  void takesAnAddressBackOnce() {
    given(POOL, OPENED, chosen("10.0.0.2", "a"))
        .when(new ReleaseAddress("a"))
        .then(new AddressReleased(ip("10.0.0.2"), "a"));
    given(POOL, OPENED, chosen("10.0.0.2", "a"), released("10.0.0.2", "a"))
        .when(new ReleaseAddress("a"))
        .thenNothing();
  }

  @Test
  void closesWhenNothingIsHeld() {
    given(POOL, OPENED, chosen("10.0.0.2", "a"), released("10.0.0.2", "a"))
        .when(new ClosePool(Optional.empty()))
        .then(new PoolClosed());
  }

  @Test
  void refusesToCloseWhileAddressesAreHeldAndNamesTheHolders() {
    given(POOL, OPENED, chosen("10.0.0.2", "a"))
        .when(new ClosePool(Optional.empty()))
        .thenRejected(POOL_IN_USE, "a (10.0.0.2)");
  }

  @Test
  void closesForOneWhoKnowsItAsItIs() {
    given(POOL, OPENED).when(new ClosePool(Optional.of("1"))).then(new PoolClosed());
    given(POOL, OPENED, chosen("10.0.0.2", "a"), released("10.0.0.2", "a"))
        .when(new ClosePool(Optional.of("1")))
        .thenRejected(ETAG_MISMATCH, "3", "1");
  }

  @Test
  void isNotFoundBeforeItIsOpenedAndAfterItIsClosed() {
    for (var command :
        List.of(any("a"), new ReleaseAddress("a"), new ClosePool(Optional.empty()))) {
      given(POOL).when(command).thenRejected(POOL_NOT_FOUND);
      given(POOL, OPENED, new PoolClosed()).when(command).thenRejected(POOL_NOT_FOUND);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/31, 2",
    "10.0.0.0/32, 1",
    "10.0.0.0/30, 2",
    "fd00::/127, 2",
    "fd00::/128, 1",
    "fd00::/126, 3",
    "10.0.0.0/8, 16777214",
    "fd00::/64, 18446744073709551615",
    "0.0.0.0/0, 4294967294"
  })
  void countsWhatItCanGiveOut(String subnet, String free) {
    var pool = (Open) POOL.replay(List.of(opened(subnet, subnet, null, Map.of())));
    assertThat(pool.free(List.of())).isEqualTo(free);
  }

  @Test
  void givesOutBothAddressesOfAPointToPointLink() {
    var link = opened("10.0.0.0/31", "10.0.0.0/31", null, Map.of());
    given(POOL, link).when(any("a")).then(new AddressAllocated(ip("10.0.0.0"), "a", true));
    given(POOL, link, chosen("10.0.0.0", "a"))
        .when(any("b"))
        .then(new AddressAllocated(ip("10.0.0.1"), "b", true));
  }

  @Test
  void givesOutNothingThatAnotherPoolOfItsSubnetHoldsOrKeepsBack() {
    var other =
        POOL.replay(
            List.of(
                opened("10.0.0.0/29", "10.0.0.0/30", "10.0.0.2", Map.of()),
                asked("10.0.0.3", "theirs")));
    List<Open> siblings = List.of((Open) other);
    given(POOL, OPENED)
        .when(new AllocateAddress("a", Optional.empty(), siblings))
        .then(new AddressAllocated(ip("10.0.0.4"), "a", true));
    given(POOL, OPENED)
        .when(new AllocateAddress("a", Optional.of(ip("10.0.0.3")), siblings))
        .thenRejected(ADDRESS_IN_USE, "theirs");
    given(POOL, OPENED)
        .when(new AllocateAddress("a", Optional.of(ip("10.0.0.2")), siblings))
        .thenRejected(ADDRESS_RESERVED, "gateway", "another pool");
  }

  @Test
  void stopsAtAnImpossibleHistory() {
    assertThatThrownBy(() -> POOL.replay(List.of(new PoolClosed())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("PoolClosed");
    assertThatThrownBy(() -> POOL.replay(List.of(OPENED, released("10.0.0.2", "a"))))
        .isInstanceOf(IllegalStateException.class);
  }
}
