package io.netledger.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.eventstore.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Opens ledgers, replicas of each other, on one new database; asserts what must always hold. */
final class LedgerFixture implements AutoCloseable {

  static final Origin ALICE =
      new Origin("unix:1000", "local", "", "", "correlation-1", "cause-1", "because");

  private final TestDatabase database = TestDatabase.empty().open();
  private final List<Ledger> ledgers = new ArrayList<>();

  /** One more replica. */
  Ledger open(View... views) {
    Ledger ledger = Ledger.open(LedgerSettings.of(database.dataSource()), List.of(views));
    ledgers.add(ledger);
    return ledger;
  }

  TestDatabase database() {
    return database;
  }

  void sql(String sql) {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static Origin request(String requestId, String digest) {
    return new Origin("unix:1000", "local", requestId, digest, "", "", "");
  }

  static Consumer<Work> pay(String account, long amount) {
    return work -> work.decide(Account.ACCOUNTS, account, new Account.Command(amount));
  }

  /** Revisions and sequences have no gaps, times never go back. */
  static void assertSound(Ledger ledger, long events) {
    List<Recorded> all = ledger.log().read(1, Integer.MAX_VALUE);
    assertThat(all).hasSize((int) events);
    java.util.Map<StreamId, Long> sequences = new java.util.HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Recorded event = all.get(i);
      assertThat(event.revision()).isEqualTo(i + 1L);
      assertThat(event.sequence()).isEqualTo(sequences.merge(event.stream(), 0L, (n, _) -> n + 1));
      if (i > 0) {
        assertThat(event.previousHash()).isEqualTo(all.get(i - 1).hash());
        assertThat(event.metadata().time()).isAfterOrEqualTo(all.get(i - 1).metadata().time());
      }
    }
  }

  @Override
  public void close() {
    ledgers.forEach(Ledger::close);
    database.close();
  }
}
