package io.netledger.eventstore;

/**
 * All that is needed to run the streams of one category. Make one of each and keep it: states are
 * cached for the kind that loaded them.
 *
 * @param <S> state, immutable; it is kept in memory and never serialized
 * @param <C> command
 * @param <E> event
 */
public record StreamKind<S, C, E>(String category, Decider<S, C, E> decider, EventCodec<E> codec) {

  public StreamId stream(String id) {
    return new StreamId(category, id);
  }
}
