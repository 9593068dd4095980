package io.netledger.eventstore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One unit of work being decided. */
final class Decision implements Work {

  private final Group group;
  private final Instant now;
  private final Map<StreamId, StreamState<?, ?>> changed = new HashMap<>();
  private final List<Draft> drafts = new ArrayList<>();

  Decision(Group group, Instant now) {
    this.group = group;
    this.now = now;
  }

  /** An event that has no revision yet. */
  record Draft(StreamId stream, long sequence, Payload payload) {}

  @Override
  public <S, C, E> List<E> decide(StreamKind<S, C, E> kind, String id, C command) {
    StreamState<S, E> state = at(kind, id);
    List<E> events = kind.decider().decide(state.state(), command);
    StreamId stream = kind.stream(id);
    for (E event : events) {
      state = state.with(event);
      drafts.add(new Draft(stream, state.sequence(), kind.codec().encode(event)));
    }
    if (!events.isEmpty()) {
      changed.put(stream, state);
    }
    return events;
  }

  @Override
  public <S, C, E> List<E> begin(StreamKind<S, C, E> kind, String id, C command) {
    StreamId stream = kind.stream(id);
    changed.putIfAbsent(stream, group.known(kind, stream));
    return decide(kind, id, command);
  }

  @Override
  public <S> S state(StreamKind<S, ?, ?> kind, String id) {
    return at(kind, id).state();
  }

  @Override
  public Instant now() {
    return now;
  }

  <S> Versioned<S> versioned(StreamKind<S, ?, ?> kind, String id) {
    StreamState<S, ?> state = at(kind, id);
    return new Versioned<>(state.state(), state.sequence(), group.revision());
  }

  List<Proposed> proposed() {
    return drafts.stream().map(draft -> new Proposed(draft.stream(), draft.payload())).toList();
  }

  List<Draft> drafts() {
    return drafts;
  }

  Map<StreamId, StreamState<?, ?>> changed() {
    return changed;
  }

  private <S, E> StreamState<S, E> at(StreamKind<S, ?, E> kind, String id) {
    StreamId stream = kind.stream(id);
    StreamState<?, ?> mine = changed.get(stream);
    return mine == null ? group.at(kind, stream) : mine.as(kind);
  }
}
