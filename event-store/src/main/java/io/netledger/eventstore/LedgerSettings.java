package io.netledger.eventstore;

import java.time.Duration;
import javax.sql.DataSource;

/**
 * Where the ledger is.
 *
 * @param dataSource makes a new connection to the ledger's database at each call, without a pool;
 *     the user may create schemas
 * @param connections the most that are used for reading and views; three more are for writing and
 *     listening
 * @param patience how long {@link Ledger#open} waits for a database that is not there yet
 */
public record LedgerSettings(DataSource dataSource, int connections, Duration patience) {

  public static LedgerSettings of(DataSource dataSource) {
    return new LedgerSettings(dataSource, 10, Duration.ofSeconds(60));
  }
}
