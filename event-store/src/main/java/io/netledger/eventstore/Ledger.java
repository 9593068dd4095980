package io.netledger.eventstore;

import java.util.List;

/**
 * An open event store: the log of one service, the streams in it and the views of it. Closing ends
 * the writer, the tail and the views; what was answered is stored.
 */
public final class Ledger implements AutoCloseable {

  private Ledger() {}

  /**
   * Connects, makes or migrates the tables, and starts the views.
   *
   * @throws StoreUnavailable if the database is not there within the settings' patience
   */
  public static Ledger open(LedgerSettings settings, List<View> views) {
    return Pending.soon(java.util.Optional.empty());
  }

  public Streams streams() {
    return Pending.soon(java.util.Optional.empty());
  }

  public EventLog log() {
    return Pending.soon(java.util.Optional.empty());
  }

  public Tail tail() {
    return Pending.soon(java.util.Optional.empty());
  }

  public Views views() {
    return Pending.soon(java.util.Optional.empty());
  }

  @Override
  public void close() {
    Pending.soon(java.util.Optional.empty());
  }
}
