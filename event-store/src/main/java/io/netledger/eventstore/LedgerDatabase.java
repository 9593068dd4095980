package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger's database: reached, migrated, connected to. */
final class LedgerDatabase {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  /** A server that hangs for so long is as good as gone. */
  private static final Duration HANGS = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger(LedgerDatabase.class);

  private final LedgerSettings settings;

  LedgerDatabase(LedgerSettings settings) {
    this.settings = settings;
  }

  /**
   * Returns when the database answers and has the newest tables.
   *
   * @throws StoreUnavailable if it does not within the settings' patience
   */
  void migrate() {
    awaitAnswer();
    Flyway.configure()
        .dataSource(settings.dataSource())
        .schemas("ledger")
        .locations("classpath:db/eventstore")
        .load()
        .migrate();
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + settings.patience().toNanos();
    for (boolean said = false; ; said = true) {
      try {
        settings.dataSource().getConnection().close();
        return;
      } catch (SQLException e) {
        if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
          throw new StoreUnavailable(
              "the database has not answered for " + settings.patience().toSeconds() + " s", e);
        }
        if (!said) {
          log.warn("waiting for the database: {}", e.getMessage());
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  /** A connection that is its user's own. {@code name} is what PostgreSQL shows for it. */
  Connection connect(String name) throws SQLException {
    Connection connection = settings.dataSource().getConnection();
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(HANGS.toMillis()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET application_name = '" + name + "'");
      statement.execute(SESSION);
      statement.execute(BY_INDEX);
    }
    return connection;
  }

  /**
   * Every question of writer and ear has its index, also while the planner thinks the log small.
   */
  private static final String BY_INDEX =
      "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off";

  /**
   * A replica that hangs while it holds the lock loses it. Compiling queries takes longer than
   * running any of ours.
   */
  static final String SESSION = "SET idle_in_transaction_session_timeout = '10s'; SET jit = off";
}
