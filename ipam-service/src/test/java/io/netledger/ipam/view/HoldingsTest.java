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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
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

  private static final int STEPS = 900;
  private static final int GENERATION = 150;
  private static final int HOLDERS = 5;
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
  void tellsWhatTheEventsTell() throws SQLException {
    long seed = new Random().nextLong();
    RandomGenerator random = new Random(seed);
    Holdings holdings = new Holdings();
    try (Ledger ledger = Ledger.open(LedgerSettings.of(database.dataSource()), List.of(holdings))) {
      for (int step = 0; step < STEPS; step++) {
        if (step % GENERATION == 0) {
          closeAll(ledger, step / GENERATION - 1);
        }
        append(ledger, someWork(random, step / GENERATION));
      }
      var reader = new HoldingsReader(holdings, ledger.views(), ledger.tail());
      compareAtEveryRevision(ledger, reader, seed);
      ledger.views().rebuild(holdings);
      compareAtEveryRevision(ledger, reader, seed);
      assertThat(inBatchesOf(random, ledger.log().read(1, 10 * STEPS)))
          .as("seed %d", seed)
          .isEqualTo(ledger.views().read(HoldingsTest::rows));
    }
  }

  /** The rows when the events come in batches of any size. */
  private static List<String> inBatchesOf(RandomGenerator random, List<Recorded> events)
      throws SQLException {
    Holdings holdings = new Holdings();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema batches; set search_path = batches");
      statement.execute(holdings.tables());
      int from = 0;
      while (from < events.size()) {
        int to = Math.min(events.size(), from + random.nextInt(1, 40));
        holdings.apply(connection, events.subList(from, to));
        from = to;
      }
      return rows(connection);
    }
  }

  private static List<String> rows(Connection connection) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String table : List.of("pools", "pool_states", "leases", "reservations")) {
        try (ResultSet row =
            statement.executeQuery("select t::text from " + table + " t order by 1")) {
          while (row.next()) {
            rows.add(row.getString(1));
          }
        }
      }
    }
    return rows;
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

  /** So that the next generation of pools finds its subnets free. */
  private static void closeAll(Ledger ledger, int generation) {
    for (int number = 0; number < POOLS.size(); number++) {
      String pool = idOf(number, generation);
      for (int holder = 0; holder < HOLDERS; holder++) {
        String name = "h" + holder;
        append(ledger, work -> PoolWork.release(work, pool, name));
      }
      append(ledger, work -> PoolWork.close(work, pool, Optional.empty(), true));
    }
  }

  private static Consumer<Work> someWork(RandomGenerator random, int generation) {
    int number = random.nextInt(POOLS.size());
    String pool = idOf(number, generation);
    String holder = "h" + random.nextInt(HOLDERS);
    return switch (random.nextInt(13)) {
      case 0, 1 -> work -> PoolWork.open(work, wish(pool, POOLS.get(number)));
      case 2 -> work -> PoolWork.close(work, pool, Optional.empty(), true);
      case 3, 4, 5 -> work -> PoolWork.release(work, pool, holder);
      case 6, 7 -> {
        IpAddress wanted = someAddress(random, number);
        Optional<String> sandbox = someSandbox(random);
        yield work -> PoolWork.allocate(work, pool, holder, Optional.of(wanted), sandbox);
      }
      case 8 -> {
        IpAddress kept = someAddress(random, number);
        Optional<String> sandbox = someSandbox(random);
        yield work -> PoolWork.reserve(work, pool, kept, sandbox);
      }
      case 9 -> {
        IpAddress kept = someAddress(random, number);
        yield work -> PoolWork.unreserve(work, pool, kept);
      }
      case 10 -> {
        Cidr subnet = Cidr.parse(POOLS.get(number).getFirst());
        Cidr range = Cidr.parse(POOLS.get(number).getLast());
        int length = random.nextInt(subnet.length(), range.length() + 1);
        Cidr wider = new Cidr(range.address(), length).network();
        yield work -> PoolWork.widen(work, pool, wider, Optional.empty());
      }
      default -> work -> PoolWork.allocate(work, pool, holder, Optional.empty());
    };
  }

  private static IpAddress someAddress(RandomGenerator random, int number) {
    Cidr subnet = Cidr.parse(POOLS.get(number).getFirst());
    return IpAddress.of(
        subnet.isV4(),
        subnet
            .first()
            .value()
            .add(BigInteger.valueOf(random.nextInt(random.nextBoolean() ? 4 : 20))));
  }

  private static Optional<String> someSandbox(RandomGenerator random) {
    return random.nextInt(4) == 0 ? Optional.empty() : Optional.of("s" + random.nextInt(4));
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
