package io.netledger.eventstore;

import static io.netledger.eventstore.LedgerFixture.ALICE;
import static io.netledger.eventstore.LedgerFixture.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class ViewsTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Logger log = LoggerFactory.getLogger(ViewsTest.class);

  private final LedgerFixture fixture = new LedgerFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** Balance and number of payments of each account. Not idempotent: an event seen twice shows. */
  private record Balances(String version) implements View {

    Balances() {
      this("1");
    }

    @Override
    public String name() {
      return "balances";
    }

    @Override
    public String tables() {
      return "CREATE TABLE balance (account text PRIMARY KEY, amount bigint, payments bigint)";
    }

    @Override
    public void apply(Connection connection, List<Recorded> batch) throws SQLException {
      try (PreparedStatement upsert =
          connection.prepareStatement(
              """
              INSERT INTO balance VALUES (?, ?, 1) ON CONFLICT (account) DO UPDATE
              SET amount = balance.amount + excluded.amount, payments = balance.payments + 1
              """)) {
        for (Recorded event : batch) {
          upsert.setString(1, event.stream().id());
          upsert.setLong(2, Account.ACCOUNTS.codec().decode(event.payload()).amount());
          upsert.addBatch();
        }
        upsert.executeBatch();
      }
    }

    static Map<String, String> in(Ledger ledger) {
      return ledger.views().read(Balances::all);
    }

    private static Map<String, String> all(Connection connection) throws SQLException {
      Map<String, String> balances = new TreeMap<>();
      try (PreparedStatement query = connection.prepareStatement("SELECT * FROM balance");
          ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          balances.put(rows.getString(1), rows.getLong(2) + " in " + rows.getLong(3));
        }
      }
      return balances;
    }
  }

  @Test
  void a_view_follows_the_log_within_milliseconds() {
    Balances view = new Balances();
    Ledger ledger = fixture.open(view);
    long[] delays = new long[200];

    for (int i = 0; i < 200; i++) {
      long revision = ledger.streams().append(ALICE, pay("a", 1)).revision();
      long done = System.nanoTime();
      ledger.views().awaitRevision(view, revision, LIMIT);
      delays[i] = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - done);
    }

    Arrays.sort(delays);
    log.info("view has it after {} us (median), {} us (p99)", delays[100], delays[198]);
    assertThat(Balances.in(ledger)).containsExactly(Map.entry("a", "200 in 200"));
    assertThat(ledger.views().position(view)).isEqualTo(200);
    assertThat(delays[100]).isLessThan(50_000);
  }

  @Test
  void a_view_is_fed_once_by_two_replicas_and_taken_over() {
    Balances view = new Balances();
    Ledger one = fixture.open(view);
    Ledger two = fixture.open(view);
    for (int i = 0; i < 50; i++) {
      one.streams().append(ALICE, pay("a", 1));
      long revision = two.streams().append(ALICE, pay("b", 1)).revision();
      one.views().awaitRevision(view, revision, LIMIT);
      two.views().awaitRevision(view, revision, LIMIT);
    }

    one.close();
    long revision = two.streams().append(ALICE, pay("a", 1)).revision();
    two.views().awaitRevision(view, revision, LIMIT);

    assertThat(Balances.in(two)).isEqualTo(Map.of("a", "51 in 51", "b", "50 in 50"));
  }

  /** Views do not wait for the disk, so a crash takes their last transactions and not the log's. */
  @Test
  void a_view_that_a_crash_of_the_server_set_back_has_caught_up_when_it_is_read() {
    Balances view = new Balances();
    Ledger ledger = fixture.open(view);
    for (int i = 0; i < 9; i++) {
      ledger.streams().append(ALICE, pay("a", 1));
    }
    long revision = ledger.streams().append(ALICE, pay("a", 1)).revision();
    ledger.views().awaitRevision(view, revision, LIMIT);

    fixture.sql(
        "UPDATE ledger.view SET revision = 7;"
            + " UPDATE view_balances_1.balance SET amount = 7, payments = 7");
    ledger.views().awaitRevision(view, revision, LIMIT);
    assertThat(Balances.in(ledger)).containsExactly(Map.entry("a", "10 in 10"));

    long next = ledger.streams().append(ALICE, pay("a", 1)).revision();
    ledger.views().awaitRevision(view, next, LIMIT);
    assertThat(Balances.in(ledger)).containsExactly(Map.entry("a", "11 in 11"));
  }

  @Test
  void a_rebuild_beside_the_live_view_ends_equal_to_it() throws Exception {
    Balances view = new Balances();
    Ledger ledger = fixture.open(view);
    try (var appending = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < 8; caller++) {
        String account = "account-" + caller;
        appending.execute(() -> {
          for (int i = 0; i < 100; i++) {
            ledger.streams().append(ALICE, pay(account, 1));
          }
        });
      }
      for (int i = 0; i < 3; i++) {
        ledger.views().rebuild(view);
      }
    }
    ledger.views().awaitRevision(view, 800, LIMIT);
    Map<String, String> live = Balances.in(ledger);

    ledger.views().rebuild(view);

    assertThat(live).hasSize(8).allSatisfy((_, of) -> assertThat(of).isEqualTo("100 in 100"));
    assertThat(Balances.in(ledger)).isEqualTo(live);
    long next = ledger.streams().append(ALICE, pay("account-0", 1)).revision();
    ledger.views().awaitRevision(view, next, LIMIT);
    assertThat(Balances.in(ledger)).containsEntry("account-0", "101 in 101");
  }

  @Test
  void a_new_version_is_built_beside_the_old_one_from_the_whole_log() {
    Balances old = new Balances();
    Ledger one = fixture.open(old);
    for (int i = 0; i < 6; i++) {
      one.streams().append(ALICE, many("a", 1_000));
    }

    Ledger two = fixture.open(new Balances("2"));

    assertThat(Balances.in(two)).isEqualTo(Map.of("a", "6000 in 6000"));
    one.views().awaitRevision(old, 6_000, LIMIT);
    assertThat(Balances.in(one)).isEqualTo(Map.of("a", "6000 in 6000"));
  }

  @Test
  void a_view_that_lags_is_not_waited_for_longer_than_said() {
    Balances view = new Balances();
    Ledger ledger = fixture.open(view);

    assertThatThrownBy(() -> ledger.views().awaitRevision(view, 7, Duration.ofMillis(50)))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("has not reached revision 7");
  }

  private static java.util.function.Consumer<Work> many(String account, int payments) {
    return work -> {
      for (int n = 0; n < payments; n++) {
        work.decide(Account.ACCOUNTS, account, new Account.Command(1));
      }
    };
  }
}
