package io.netledger.eventstore;

import java.util.List;

/**
 * Where a stream stands.
 *
 * @param sequence of its last event, -1 if it has none
 */
record StreamState<S, E>(StreamKind<S, ?, E> kind, S state, long sequence) {

  static <S, E> StreamState<S, E> initial(StreamKind<S, ?, E> kind) {
    return new StreamState<>(kind, kind.decider().initial(), -1);
  }

  StreamState<S, E> with(E event) {
    return new StreamState<>(kind, kind.decider().evolve(state, event), sequence + 1);
  }

  StreamState<S, E> with(Recorded event) {
    if (event.sequence() != sequence + 1) {
      throw new IllegalStateException(
          event.stream() + " has event " + event.sequence() + " after event " + sequence);
    }
    return with(kind.codec().decode(event.payload()));
  }

  StreamState<S, E> with(List<Recorded> events) {
    StreamState<S, E> state = this;
    for (Recorded event : events) {
      state = state.with(event);
    }
    return state;
  }

  /** This, as a stream of the asked kind. */
  <T, F> StreamState<T, F> as(StreamKind<T, ?, F> asked) {
    if (!kind.equals(asked)) {
      throw new IllegalStateException(
          "category " + asked.category() + " has two StreamKinds; make one and keep it");
    }
    @SuppressWarnings("unchecked") // equal kinds have the same types
    StreamState<T, F> same = (StreamState<T, F>) this;
    return same;
  }
}
