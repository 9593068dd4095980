package io.netledger.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads the log. Every method asks the database and throws {@link StoreUnavailable} if it does not
 * answer.
 */
public final class EventLog {

  EventLog() {}

  /** The revision of the newest event, 0 if there is none. */
  public long head() {
    return Pending.soon(java.util.Optional.empty());
  }

  /** At most {@code limit} events from {@code fromRevision} on, that one included. */
  public List<Recorded> read(long fromRevision, int limit) {
    return Pending.soon(java.util.Optional.empty());
  }

  /** All events of one stream. */
  public List<Recorded> stream(StreamId stream) {
    return Pending.soon(java.util.Optional.empty());
  }

  /** All events with this correlation. */
  public List<Recorded> byCorrelation(String correlation) {
    return Pending.soon(java.util.Optional.empty());
  }

  /** The events of the append that claimed this request id; empty if none did. */
  public List<Recorded> byRequest(String requestId) {
    return Pending.soon(java.util.Optional.empty());
  }

  /** The last revision recorded at or before {@code time}, 0 if there is none. */
  public long revisionAt(Instant time) {
    return Pending.soon(java.util.Optional.empty());
  }

  /**
   * Hands every event from {@code from} to {@code to}, both included, to {@code reader}, without
   * holding more than a few thousand in memory.
   */
  public void scan(long from, long to, Consumer<Recorded> reader) {
    Pending.soon(java.util.Optional.empty());
  }

  /** Walks the hash chain from {@code from} to {@code to}, both included. */
  public Verification verify(long from, long to) {
    return Pending.soon(java.util.Optional.empty());
  }
}
