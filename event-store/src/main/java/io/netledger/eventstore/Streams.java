package io.netledger.eventstore;

import java.util.List;
import java.util.function.Consumer;

/**
 * Runs decisions and makes their events durable: load, decide, append. The only class that does.
 *
 * <p>A decision is pure and quick: it may run several times, on a thread that is not the caller's,
 * and it must not block. Whatever it throws reaches its caller and nobody else. The methods block;
 * call them on virtual threads.
 */
public final class Streams {

  Streams() {}

  /**
   * Stores what {@code decision} decides, all or nothing, and returns when it is durable. If
   * another writer comes first it is decided again on the newer state. A decision without events
   * stores nothing.
   *
   * <p>With a request id that an earlier append stored, nothing is decided and the earlier events
   * are returned.
   *
   * @throws RequestIdReused if the earlier append had another request digest
   * @throws StoreUnavailable if it is unknown whether the events were stored
   */
  public Appended append(Origin origin, Consumer<Work> decision) {
    return Pending.soon(java.util.Optional.empty());
  }

  /**
   * As {@link #append}, but the request id is only noted, not claimed: for recorded refusals and
   * for what follows from a request later.
   */
  public Appended record(Origin origin, Consumer<Work> decision) {
    return Pending.soon(java.util.Optional.empty());
  }

  /** What {@code decision} would store now, oldest first. Stores nothing. */
  public List<Proposed> preview(Consumer<Work> decision) {
    return Pending.soon(java.util.Optional.empty());
  }

  /** The current state of a stream, with all that this replica appended. */
  public <S> Versioned<S> state(StreamKind<S, ?, ?> kind, String id) {
    return Pending.soon(java.util.Optional.empty());
  }
}
