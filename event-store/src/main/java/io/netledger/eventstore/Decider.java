package io.netledger.eventstore;

import java.util.List;

/**
 * The pure heart of one kind of stream. It reads no clock, draws no random number and calls nobody:
 * everything it needs is in its arguments, so replaying a history always gives the same state.
 *
 * @param <S> state, immutable
 * @param <C> command, a wish that may be refused
 * @param <E> event, a fact that may not
 */
public interface Decider<S, C, E> {

  /** The state of a stream with no events. */
  S initial();

  /**
   * What happens if {@code command} reaches {@code state}. An empty list means "already so": a
   * retry is harmless. A command that may not be carried out is refused with an exception, which
   * reaches this command's caller and nobody else.
   */
  List<E> decide(S state, C command);

  /** The state after {@code event}. Total: an event that was stored once is never refused. */
  S evolve(S state, E event);

  /** The state of a stream with {@code history}, oldest event first. */
  default S replay(Iterable<? extends E> history) {
    S state = initial();
    for (E event : history) {
      state = evolve(state, event);
    }
    return state;
  }
}
