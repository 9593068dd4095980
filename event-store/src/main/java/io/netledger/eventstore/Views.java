package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Keeps the views of a service up to date and lets them be read. */
public final class Views {

  Views() {}

  /**
   * Waits until {@code view} has seen {@code revision}.
   *
   * @throws StoreUnavailable if it has not after {@code limit}
   */
  public void awaitRevision(View view, long revision, Duration limit) {
    Pending.soon(java.util.Optional.empty());
  }

  /**
   * Reads the tables of all views of the service, in one read-only transaction with one snapshot;
   * the tables are found by their names without a schema.
   */
  public <T> T read(Reading<T> reading) {
    return Pending.soon(java.util.Optional.empty());
  }

  /** The last revision that {@code view} has seen. */
  public long position(View view) {
    return Pending.soon(java.util.Optional.empty());
  }

  /**
   * Computes {@code view} again from the whole log, beside the live one, then puts it in its place.
   */
  public void rebuild(View view) {
    Pending.soon(java.util.Optional.empty());
  }

  /** What is read in one transaction. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(Connection connection) throws SQLException;
  }
}
