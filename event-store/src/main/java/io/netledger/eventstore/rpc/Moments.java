package io.netledger.eventstore.rpc;

import com.google.protobuf.Timestamp;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Tail;
import io.netledger.proto.history.v1.AsOf;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Which revision of a service's log a request means by a moment. */
public final class Moments {

  /** Of the year 1 and of 9999, in seconds since 1970: what a Timestamp may have. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int NANOS = 1_000_000_000;

  private final EventLog log;
  private final Tail tail;
  private final InstantSource clock;

  public Moments(EventLog log, Tail tail, InstantSource clock) {
    this.log = log;
    this.tail = tail;
    this.clock = clock;
  }

  /**
   * The revision that {@code as_of} of a request names.
   *
   * @param given whether the request has the field; without it the answer is empty: as it is now
   * @throws Rejection REVISION_IN_FUTURE, INVALID_ARGUMENT
   */
  public Optional<Long> revision(boolean given, AsOf asOf) {
    return given ? Optional.of(revision(asOf)) : Optional.empty();
  }

  private long revision(AsOf asOf) {
    return switch (asOf.getAtCase()) {
      case REVISION -> past(asOf.getRevision());
      case TIME -> log.revisionAt(past(asOf.getTime()));
      case AT_NOT_SET ->
          throw new Rejection(
              Reason.INVALID_ARGUMENT, "as_of names no moment; expected a revision or a time");
    };
  }

  private long past(long revision) {
    long known = tail.head();
    if (Long.compareUnsigned(revision, known) <= 0) {
      return revision;
    }
    long head = log.head(); // another replica may have appended just now
    if (Long.compareUnsigned(revision, head) > 0) {
      throw new Rejection(
          Reason.REVISION_IN_FUTURE,
          "as_of is revision %s; expected at most %d, the newest"
              .formatted(Long.toUnsignedString(revision), head));
    }
    return revision;
  }

  private Instant past(Timestamp time) {
    Instant moment = instant(time);
    Instant now = clock.instant();
    if (moment.isAfter(now)) {
      throw new Rejection(
          Reason.REVISION_IN_FUTURE,
          "as_of is %s; expected at most %s, the time here".formatted(moment, now));
    }
    return moment;
  }

  /**
   * The time of a request.
   *
   * @throws Rejection INVALID_ARGUMENT
   */
  static Instant instant(Timestamp time) {
    if (time.getSeconds() < FIRST_SECOND
        || time.getSeconds() > LAST_SECOND
        || time.getNanos() < 0
        || time.getNanos() >= NANOS) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "a time has %d s and %d ns; expected one from the year 1 to 9999"
              .formatted(time.getSeconds(), time.getNanos()));
    }
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
