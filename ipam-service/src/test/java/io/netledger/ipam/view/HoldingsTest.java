package io.netledger.ipam.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.Ledger;
import io.netledger.eventstore.LedgerSettings;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.postgres.TestDatabase;
import io.netledger.ipam.pool.PoolWish.Gateway;
import io.netledger.ipam.space.SpaceCommand.SubnetWish.Exactly;
import io.netledger.ipam.work.OpeningWish;
import io.netledger.ipam.work.PoolWork;
import io.netledger.refusal.Rejection;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The view … */
class HoldingsTest {

  @RegisterExtension static final TestDatabase database = TestDatabase.empty();

  private static final int STEPS = 300;
  private static final LeaseFilter ALL_LEASES = new LeaseFilter(List.of(), List.of(), List.of());

  /** Subnet and range of pools that come and go; some overlap. */
  private static final List<List<String>> POOLS =
      List.of(
          List.of("10.0.0.0/28", "10.0.0.0/28"),
          List.of("10.0.0.0/28", "10.0.0.8/30"),
          List.of("10.1.0.0/16", "10.1.0.0/30"),
          List.of("10.1.0.0/24", "10.1.0.16/30"),
          List.of("fd00::/124", "fd00::8/126"));

  /** At every revision, fed event by event and computed again in one go. */
  @Test
  void tellsWhatTheEventsTell() {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    Holdings holdings = new Holdings();
    try (Ledger ledger = Ledger.open(LedgerSettings.of(database.dataSource()), List.of(holdings))) {
      for (int step = 0; step < STEPS; step++) {
        append(ledger, someWork(random, step));
      }
      var reader = new HoldingsReader(holdings, ledger.views(), ledger.tail());
      compareAtEveryRevision(ledger, reader, seed);
      ledger.views().rebuild(holdings);
      compareAtEveryRevision(ledger, reader, seed);
    }
  }

  private static void compareAtEveryRevision(Ledger ledger, HoldingsReader reader, long seed) {
    var expected = new ExpectedHoldings();
    for (Recorded event : ledger.log().read(1, 10 * STEPS)) {
      long revision = event.revision();
      expected.add(event);
      assertThat(reader.pools(PoolFilter.ALL, revision, 0, 100))
          .as("seed %d, pools at %d", seed, revision)
          .isEqualTo(expected.pools());
      assertThat(reader.leases(ALL_LEASES, revision, Optional.empty(), 1_000))
          .as("seed %d, leases at %d", seed, revision)
          .isEqualTo(expected.leases());
    }
  }

  private static void append(Ledger ledger, Consumer<Work> decision) {
    try {
      ledger.streams().append(Origin.of("test"), decision);
    } catch (Rejection _) {
      // what is refused leaves no event
    }
  }

  private static Consumer<Work> someWork(RandomGenerator random, int step) {
    int number = random.nextInt(POOLS.size());
    String pool = idOf(number, step / 60);
    String holder = "h" + random.nextInt(12);
    return switch (random.nextInt(10)) {
      case 0, 1 -> work -> PoolWork.open(work, wish(pool, POOLS.get(number)));
      case 2 -> work -> PoolWork.close(work, pool, Optional.empty(), true);
      case 3, 4, 5 -> work -> PoolWork.release(work, pool, holder);
      case 6 -> {
        Cidr subnet = Cidr.parse(POOLS.get(number).getFirst());
        IpAddress wanted =
            IpAddress.of(
                subnet.isV4(), subnet.first().value().add(BigInteger.valueOf(random.nextInt(16))));
        yield work -> PoolWork.allocate(work, pool, holder, Optional.of(wanted));
      }
      default -> work -> PoolWork.allocate(work, pool, holder, Optional.empty());
    };
  }

  private static OpeningWish wish(String pool, List<String> subnetAndRange) {
    return new OpeningWish(
        pool,
        "local",
        new Exactly(Cidr.parse(subnetAndRange.getFirst()), Cidr.parse(subnetAndRange.getLast())),
        pool.endsWith("0") ? new Gateway.None() : new Gateway.Any(),
        Map.of(),
        "owner-" + pool);
  }

  private static String idOf(int number, int generation) {
    return "pool-" + generation + number;
  }
}
