package io.netledger.authority;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/**
 * When a certificate is good.
 *
 * @param begin in whole seconds, as certificates know no parts of them
 */
public record Validity(Instant begin, Instant end) {

  /** Clocks differ: a certificate is good a little before it is made. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** From now on. */
  public static Validity from(Instant now, Duration lifetime) {
    return until(now, now.plus(lifetime));
  }

  /** From now to {@code end}. */
  public static Validity until(Instant now, Instant end) {
    return new Validity(now.minus(SKEW), end);
  }

  Date notBefore() {
    return Date.from(begin);
  }

  Date notAfter() {
    return Date.from(end);
  }
}
