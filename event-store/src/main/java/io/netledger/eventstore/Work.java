package io.netledger.eventstore;

import java.time.Instant;
import java.util.List;

/**
 * What one decision sees and does: the states of any streams, all at the same position of the log,
 * and on top of them what this decision has already done. Only valid inside the decision.
 */
public interface Work {

  /**
   * Decides {@code command} on the stream and returns the events it causes, which from then on are
   * part of the stream's state for this decision. An exception of the decider passes through; let
   * it pass, and nothing of the decision is stored.
   */
  <S, C, E> List<E> decide(StreamKind<S, C, E> kind, String id, C command);

  /**
   * As {@link #decide}, on a stream whose id was drawn for it just now, so that it has no events
   * and none need to be looked for. Should it have events nevertheless, nothing is stored and the
   * call fails.
   */
  <S, C, E> List<E> begin(StreamKind<S, C, E> kind, String id, C command);

  /** The state of a stream; the decider's initial one if the stream has no events. */
  <S> S state(StreamKind<S, ?, ?> kind, String id);

  /** The time that will be recorded with the events of this decision, in whole microseconds. */
  Instant now();
}
