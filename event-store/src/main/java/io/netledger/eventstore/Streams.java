package io.netledger.eventstore;

import io.netledger.eventstore.Unit.Purpose;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Runs decisions and makes their events durable: load, decide, append. The only class that does.
 *
 * <p>A decision is pure and quick: it may run several times, on a thread that is not the caller's,
 * and it must not block. Whatever it throws reaches its caller and nobody else. The methods block;
 * call them on virtual threads.
 */
public final class Streams {

  private static final Origin NOBODY = Origin.of("");

  private final Writer writer;

  Streams(Writer writer) {
    this.writer = writer;
  }

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
    return carryOut(new Unit(Purpose.APPEND, origin, decision::accept));
  }

  /**
   * As {@link #append}, but the request id is only noted, not claimed: for recorded refusals and
   * for what follows from a request later.
   */
  public Appended record(Origin origin, Consumer<Work> decision) {
    return carryOut(new Unit(Purpose.RECORD, origin, decision::accept));
  }

  /** What {@code decision} would store now, oldest first. Stores nothing. */
  public List<Proposed> preview(Consumer<Work> decision) {
    AtomicReference<List<Proposed>> proposed = new AtomicReference<>(List.of());
    look(work -> {
      decision.accept(work);
      proposed.set(work.proposed());
    });
    return proposed.get();
  }

  /**
   * The state of a stream with all that was appended before this call, on any replica.
   *
   * @throws StoreUnavailable if the database does not answer
   */
  public <S> Versioned<S> state(StreamKind<S, ?, ?> kind, String id) {
    AtomicReference<Versioned<S>> state =
        new AtomicReference<>(new Versioned<>(kind.decider().initial(), -1, 0));
    look(work -> state.set(work.versioned(kind, id)));
    return state.get();
  }

  private void look(Consumer<Decision> decision) {
    carryOut(new Unit(Purpose.LOOK, NOBODY, decision));
  }

  private Appended carryOut(Unit unit) {
    writer.submit(unit);
    try {
      return unit.answer().get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException refusal -> throw refusal;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting; it may be stored or not", e);
    }
  }
}
