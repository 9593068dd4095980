package io.netledger.agent.sync;

import io.netledger.agent.plan.Owner;
import java.util.Optional;

/**
 * A difference between plan and kernel that nobody asked for, and what became of it.
 *
 * @param owner whose plan it was; empty: it was in no plan
 * @param found what was different, in words
 * @param foundAtMicros when, since 1970
 * @param outcome what became of it
 * @param failure why it could not be repaired; empty unless that is the outcome
 * @param toldBefore that it was found was told before
 */
record Finding(
    Optional<Owner> owner,
    String found,
    long foundAtMicros,
    Outcome outcome,
    String failure,
    boolean toldBefore) {

  /** What became of it. */
  enum Outcome {
    /** It was noticed just now. */
    OPEN,
    /** It stands again as planned. */
    REPAIRED,
    /** It could not be repaired. */
    FAILED
  }

  static Finding of(Optional<Owner> owner, String found) {
    long now = System.currentTimeMillis() * 1_000;
    return new Finding(owner, found, now, Outcome.OPEN, "", false);
  }

  /** The same, of which it is known now that it was found. */
  Finding told() {
    return new Finding(owner, found, foundAtMicros, outcome, failure, true);
  }

  Finding repaired() {
    return new Finding(owner, found, foundAtMicros, Outcome.REPAIRED, "", toldBefore);
  }

  Finding failed(String why) {
    return new Finding(owner, found, foundAtMicros, Outcome.FAILED, why, toldBefore);
  }

  boolean isRepaired() {
    return outcome == Outcome.REPAIRED;
  }
}
