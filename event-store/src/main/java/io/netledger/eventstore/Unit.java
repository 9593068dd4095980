package io.netledger.eventstore;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One call of {@link Streams}, waiting for the writer.
 *
 * @param since when it was called, of {@link System#nanoTime}
 */
record Unit(
    Purpose purpose,
    Origin origin,
    Consumer<Decision> decision,
    CompletableFuture<Appended> answer,
    long since) {

  Unit(Purpose purpose, Origin origin, Consumer<Decision> decision) {
    this(purpose, origin, decision, new CompletableFuture<>(), System.nanoTime());
  }

  enum Purpose {
    /** Store, and claim the request id. */
    APPEND,
    /** Store. */
    RECORD,
    /** Only decide. */
    LOOK
  }

  boolean claims() {
    return purpose == Purpose.APPEND && !origin.requestId().isEmpty();
  }
}
