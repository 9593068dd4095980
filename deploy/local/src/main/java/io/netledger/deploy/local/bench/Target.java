package io.netledger.deploy.local.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;

/** A bound that a measurement has to keep. */
record Target(Kind kind, double bound) {

  /** What is compared with the bound. */
  enum Kind {
    /** Nothing. */
    NONE,
    /** Ours divided by the peer's. */
    RATIO_AT_MOST,
    /** Ours divided by the peer's. */
    RATIO_AT_LEAST,
    /** Ours. */
    AT_MOST
  }

  /** For people; empty if there is no target. */
  String words() {
    return switch (kind) {
      case NONE -> "";
      case RATIO_AT_MOST -> "ratio ≤ " + number();
      case RATIO_AT_LEAST -> "ratio ≥ " + number();
      case AT_MOST -> "≤ " + number();
    };
  }

  /** Whether a row keeps it; empty if that cannot be said, for want of a target or of a peer. */
  Optional<Boolean> isKept(double ours, OptionalDouble ratio) {
    return switch (kind) {
      case NONE -> Optional.empty();
      case RATIO_AT_MOST -> of(ratio, value -> value <= bound);
      case RATIO_AT_LEAST -> of(ratio, value -> value >= bound);
      case AT_MOST -> Optional.of(ours <= bound);
    };
  }

  private static Optional<Boolean> of(OptionalDouble ratio, DoublePredicate bound) {
    return ratio.isPresent() ? Optional.of(bound.test(ratio.getAsDouble())) : Optional.empty();
  }

  private String number() {
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }
}
