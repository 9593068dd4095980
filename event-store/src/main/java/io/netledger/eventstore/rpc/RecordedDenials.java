package io.netledger.eventstore.rpc;

import io.netledger.refusal.Rejection;
import io.netledger.wire.Caller;
import io.netledger.wire.Denials;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Has the ledger know who was turned away. Who comes again and again is recorded once in ten
 * minutes, or an agent that tries every two seconds would be most of the ledger.
 */
public final class RecordedDenials implements Denials {

  private static final Duration QUIET = Duration.ofMinutes(10);
  private static final int MOST_REMEMBERED = 1_000;

  private final Intake intake;
  private final Clock clock;
  private final Map<Denied, Instant> recorded = new ConcurrentHashMap<>();

  private record Denied(String actor, String method, String message) {}

  public RecordedDenials(Intake intake, Clock clock) {
    this.intake = intake;
    this.clock = clock;
  }

  @Override
  public void denied(Caller caller, String method, Rejection refusal) {
    Instant now = clock.instant();
    var denied = new Denied(caller.actor(), method, String.valueOf(refusal.getMessage()));
    boolean[] first = {false};
    recorded.compute(
        denied,
        (_, before) -> {
          first[0] = before == null || before.plus(QUIET).isBefore(now);
          return first[0] || before == null ? now : before;
        });
    if (first[0]) {
      intake.deny(caller, method, refusal);
    }
    if (recorded.size() > MOST_REMEMBERED) {
      recorded.values().removeIf(time -> time.plus(QUIET).isBefore(now));
    }
  }
}
