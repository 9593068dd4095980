package io.netledger.eventstore;

import io.netledger.eventstore.Unit.Purpose;
import io.netledger.proof.Hash;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Units of work decided one after the other, each on what those before it have done, to be stored
 * together. Until they are stored nothing outside of the group has changed, so a group that failed
 * is simply decided again.
 */
final class Group {

  private final States states;
  private final Map<StreamId, RuntimeException> unreadable;
  private final InstantSource clock;
  private final HashChain chain = new HashChain();

  private final Map<StreamId, StreamState<?, ?>> changed = new HashMap<>();
  private final List<Recorded> events = new ArrayList<>();
  private final Map<String, Done> claimed = new HashMap<>();
  private final Set<String> claims = new HashSet<>();
  private final List<Result> results = new ArrayList<>();
  private Head end;
  private final Map<StreamId, StreamKind<?, ?, ?>> missing = new HashMap<>();

  private Group(
      States states, Map<StreamId, RuntimeException> unreadable, Head head, InstantSource clock) {
    this.states = states;
    this.unreadable = unreadable;
    this.clock = clock;
    this.end = head;
  }

  /** What a unit's caller gets once the group is stored. */
  sealed interface Result {
    Unit unit();
  }

  record Done(Unit unit, Appended appended) implements Result {}

  record Refused(Unit unit, Throwable refusal) implements Result {}

  /**
   * Decides on the states at {@code head}, which is the head of {@code states} too. A decision that
   * meets a stream that is not loaded is broken off; then what all the units miss is loaded with
   * one question, and all are decided again.
   */
  static Group decide(
      List<Unit> units, States states, LogSession session, Head head, InstantSource clock)
      throws SQLException {
    Map<StreamId, RuntimeException> unreadable = new HashMap<>();
    while (true) {
      Group group = new Group(states, unreadable, head, clock);
      units.forEach(group::decide);
      if (group.missing.isEmpty()) {
        return group;
      }
      unreadable.putAll(states.load(head, group.missing, session));
    }
  }

  /** Thrown through a decision, which must not take it for something of its own. */
  private static final class NotLoaded extends Error {
    private static final long serialVersionUID = 1L;

    NotLoaded(StreamId stream) {
      super(stream + " is not loaded", null, false, false);
    }
  }

  private void decide(Unit unit) {
    if (unit.claims()) {
      String requestId = unit.origin().requestId();
      claims.add(requestId);
      Done first = claimed.get(requestId);
      if (first != null) {
        results.add(repeated(unit, first.appended().events()));
        return;
      }
    }
    Decision decision = new Decision(this, now());
    Throwable refusal = refusal(unit, decision);
    if (missing.isEmpty()) {
      results.add(refusal == null ? done(unit, decision) : new Refused(unit, refusal));
    }
  }

  /** Decides; whatever is thrown is the caller's, an {@link Error} too. */
  private static @Nullable Throwable refusal(Unit unit, Decision decision) {
    try {
      unit.decision().accept(decision);
      return null;
    } catch (Throwable refusal) {
      return refusal;
    }
  }

  private Done done(Unit unit, Decision decision) {
    List<Recorded> news = List.of();
    if (unit.purpose() != Purpose.LOOK) {
      changed.putAll(decision.changed());
      news = decision.drafts().stream().map(draft -> next(unit, draft, decision.now())).toList();
    }
    Done done = new Done(unit, new Appended(end.revision(), news, false));
    if (unit.claims() && !news.isEmpty()) {
      claimed.put(unit.origin().requestId(), done);
    }
    return done;
  }

  private Recorded next(Unit unit, Decision.Draft draft, Instant now) {
    long revision = end.revision() + 1;
    Metadata metadata = new Metadata(now, unit.origin(), unit.claims());
    Hash hash =
        chain.hash(
            revision, draft.stream(), draft.sequence(), draft.payload(), metadata, end.hash());
    Recorded event =
        new Recorded(
            revision,
            draft.stream(),
            draft.sequence(),
            draft.payload(),
            metadata,
            end.hash(),
            hash);
    events.add(event);
    end = Head.of(event);
    return event;
  }

  /** What the caller of a request gets that {@code earlier} events of the same id answer. */
  static Result repeated(Unit unit, List<Recorded> earlier) {
    Recorded last = earlier.getLast();
    if (!last.metadata().origin().requestDigest().equals(unit.origin().requestDigest())) {
      return new Refused(unit, new RequestIdReused(unit.origin().requestId()));
    }
    return new Done(unit, new Appended(last.revision(), earlier, true));
  }

  private Instant now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return now.isBefore(end.time()) ? end.time() : now;
  }

  <S, E> StreamState<S, E> at(StreamKind<S, ?, E> kind, StreamId stream) {
    StreamState<?, ?> ours = changed.get(stream);
    if (ours != null) {
      return ours.as(kind);
    }
    RuntimeException failure = unreadable.get(stream);
    if (failure != null) {
      throw failure;
    }
    Optional<StreamState<?, ?>> loaded = states.of(stream);
    if (loaded.isEmpty()) {
      missing.put(stream, kind);
      throw new NotLoaded(stream);
    }
    return loaded.get().as(kind);
  }

  /** The state of a stream that is taken for new where nothing is known of it. */
  <S, E> StreamState<S, E> known(StreamKind<S, ?, E> kind, StreamId stream) {
    StreamState<?, ?> ours = changed.get(stream);
    if (ours != null) {
      return ours.as(kind);
    }
    return states
        .of(stream)
        .<StreamState<S, E>>map(loaded -> loaded.as(kind))
        .orElseGet(() -> StreamState.initial(kind));
  }

  /** The last revision decided so far. */
  long revision() {
    return end.revision();
  }

  Map<StreamId, StreamState<?, ?>> changed() {
    return changed;
  }

  List<Recorded> events() {
    return events;
  }

  /** The request ids that no earlier append may have used. */
  Set<String> claims() {
    return claims;
  }

  Head end() {
    return end;
  }

  void answer() {
    results.forEach(Group::answer);
  }

  static void answer(Result result) {
    switch (result) {
      case Done(Unit unit, Appended appended) -> unit.answer().complete(appended);
      case Refused(Unit unit, Throwable refusal) -> unit.answer().completeExceptionally(refusal);
    }
  }
}
