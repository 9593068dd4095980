package io.netledger.eventstore;

import java.time.Duration;

/**
 * Where the ledger is.
 *
 * @param jdbcUrl "jdbc:postgresql://…"; the database exists, its user may create schemas
 * @param connections the most that are used for reading and views; three more are for writing and
 *     listening
 * @param patience how long {@link Ledger#open} waits for a database that is not there yet
 */
public record LedgerSettings(
    String jdbcUrl, String user, String password, int connections, Duration patience) {

  public static LedgerSettings of(String jdbcUrl, String user, String password) {
    return new LedgerSettings(jdbcUrl, user, password, 10, Duration.ofSeconds(60));
  }

  @Override
  public String toString() {
    return jdbcUrl + " as " + user;
  }
}
