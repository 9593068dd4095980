package io.netledger.ipam.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolCommand.AllocateAddress;
import io.netledger.ipam.pool.PoolCommand.ReleaseAddress;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for in whatever order, the rules hold. */
class AddressesTest {

  private static final PoolDecider POOL = new PoolDecider();
  private static final int STEPS = 3_000;

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/28", "10.0.0.0/24", "10.0.0.0/31", "fd00::/124", "fd00::/64"})
  void noAddressIsHeldTwiceAndNoneThatIsReserved(String subnet) {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    Cidr cidr = Cidr.parse(subnet);
    var books = new Books((Open) opened(cidr, gateway(cidr)), "seed " + seed);
    for (int step = 0; step < STEPS; step++) {
      String holder = "h" + random.nextInt(40);
      books.apply(
          holder,
          random.nextInt(3) == 0
              ? new ReleaseAddress(holder)
              : new AllocateAddress(holder, wanted(random, cidr), List.of()));
    }
    assertThat(new HashSet<>(books.pool.addresses().held().values()))
        .isEqualTo(books.expected.keySet());
  }

  /** A pool, and beside it who should hold what. */
  private static final class Books {

    private final Map<String, IpAddress> expected = new HashMap<>();
    private final String seed;
    private Open pool;
    private Optional<IpAddress> lastReleased = Optional.empty();

    Books(Open pool, String seed) {
      this.pool = pool;
      this.seed = seed;
    }

    void apply(String holder, PoolCommand command) {
      try {
        for (PoolEvent event : POOL.decide(pool, command)) {
          Open before = pool;
          pool = (Open) POOL.evolve(before, event);
          if (event instanceof AddressAllocated given) {
            check(before, given);
            expected.put(holder, given.address());
          } else {
            lastReleased = Optional.of(Objects.requireNonNull(expected.remove(holder)));
          }
          assertThat(pool.held()).as(seed).isEqualTo(expected.size());
          assertThat(pool.free(List.of()).subtract(before.free(List.of())).intValueExact())
              .as(seed)
              .isEqualTo(before.held() - pool.held());
        }
      } catch (Rejection refused) {
        if (refused.reason() == Reason.ADDRESSES_EXHAUSTED) {
          assertThat(pool.free(List.of())).as(seed).isZero();
        }
      }
    }

    private void check(Open before, AddressAllocated given) {
      assertThat(expected.values()).as(seed).doesNotContain(given.address());
      assertThat(before.spec().reserved()).as(seed).doesNotContain(given.address());
      assertThat(before.spec().subnet().contains(given.address())).as(seed).isTrue();
      if (given.chosen() && before.free(List.of()).compareTo(BigInteger.ONE) > 0) {
        assertThat(Optional.of(given.address()))
            .as("released just now, while others are free; " + seed)
            .isNotEqualTo(lastReleased);
      }
    }
  }

  @Test
  void wrapsAroundAndVisitsEveryAddressBeforeOneComesAgain() {
    Cidr subnet = Cidr.parse("10.0.0.0/25");
    Pool pool = opened(subnet, Optional.empty());
    List<IpAddress> order = new ArrayList<>();
    for (int i = 0; i < 3 * 126; i++) {
      var given =
          (AddressAllocated)
              POOL.decide(pool, new AllocateAddress("h", Optional.empty(), List.of())).getFirst();
      pool = POOL.evolve(pool, given);
      pool = POOL.evolve(pool, POOL.decide(pool, new ReleaseAddress("h")).getFirst());
      order.add(given.address());
    }
    assertThat(new TreeSet<>(order)).hasSize(126);
    assertThat(order.subList(126, 252)).isEqualTo(order.subList(0, 126));
  }

  @Test
  void theNextAddressIsFoundQuicklyInANearlyFullPool() {
    Cidr subnet = Cidr.parse("10.0.0.0/8");
    Addresses addresses = Addresses.none(true, List.of());
    BigInteger first = subnet.first().value();
    int held = 60_000;
    for (int i = 0; i < held; i++) {
      IpAddress address = IpAddress.of(true, first.add(BigInteger.valueOf(i)));
      addresses = addresses.with(address, "h" + i, true);
    }
    Cidr range = Cidr.parse("10.0.0.0/16");
    long start = System.nanoTime();
    for (int i = 0; i < 5_000; i++) {
      addresses = addresses.with(addresses.next(range, List.of()).orElseThrow(), "x" + i, true);
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(addresses.count()).isEqualTo(held + 5_000);
    assertThat(took).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aHugePoolCostsWhatItsLeasesCost() {
    var runs = Runs.NONE;
    BigInteger base = Cidr.parse("fd00::/64").first().value();
    for (int i = 0; i < 1_000; i++) {
      runs = runs.plus(base.add(BigInteger.valueOf(i)));
    }
    assertThat(runs.count()).isEqualTo(1);
    runs = runs.minus(base.add(BigInteger.valueOf(500)));
    assertThat(runs.count()).isEqualTo(2);
    assertThat(runs.firstMissingFrom(base)).isEqualTo(base.add(BigInteger.valueOf(500)));
  }

  @Test
  void runsAreASet() {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    var expected = new TreeSet<Integer>();
    var runs = Runs.NONE;
    for (int step = 0; step < 5_000; step++) {
      int number = random.nextInt(60);
      if (random.nextBoolean()) {
        expected.add(number);
        runs = runs.plus(BigInteger.valueOf(number));
      } else {
        expected.remove(number);
        runs = runs.minus(BigInteger.valueOf(number));
      }
      int from = random.nextInt(60);
      int missing = from;
      while (expected.contains(missing)) {
        missing++;
      }
      assertThat(runs.firstMissingFrom(BigInteger.valueOf(from)))
          .as("seed %d, step %d, from %d in %s", seed, step, from, expected)
          .isEqualTo(BigInteger.valueOf(missing));
    }
  }

  private static Optional<IpAddress> wanted(RandomGenerator random, Cidr subnet) {
    if (random.nextInt(3) > 0) {
      return Optional.empty();
    }
    BigInteger offset = BigInteger.valueOf(random.nextInt(256)).mod(subnet.size());
    return Optional.of(IpAddress.of(subnet.isV4(), subnet.first().value().add(offset)));
  }

  private static Optional<IpAddress> gateway(Cidr subnet) {
    return subnet.size().intValue() == 2
        ? Optional.empty()
        : Optional.of(IpAddress.of(subnet.isV4(), subnet.first().value().add(BigInteger.ONE)));
  }

  private static Pool opened(Cidr subnet, Optional<IpAddress> gateway) {
    var spec = new PoolSpec("local", subnet, subnet, gateway, Map.of(), "owner");
    return POOL.replay(List.of(new PoolOpened(spec)));
  }
}
