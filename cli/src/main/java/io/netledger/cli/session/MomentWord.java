package io.netledger.cli.session;

import com.google.protobuf.Timestamp;
import io.netledger.proto.history.v1.AsOf;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How users name a moment: r1234, 2026-11-20T14:05, 5m. */
public final class MomentWord {

  private static final Pattern REVISION = Pattern.compile("r(\\d{1,19})");
  private static final Pattern AGO = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern ZONE = Pattern.compile(".*T.*(Z|[+-]\\d\\d(:?\\d\\d)?)");

  private MomentWord() {}

  /**
   * The moment that {@code word} means.
   *
   * @param option to be named when it means none
   * @param now what a duration counts back from
   */
  public static AsOf parse(String option, String word, Instant now) {
    Matcher revision = REVISION.matcher(word);
    if (revision.matches()) {
      try {
        return AsOf.newBuilder().setRevision(Long.parseLong(revision.group(1))).build();
      } catch (NumberFormatException _) {
        throw unknown(option, word);
      }
    }
    Instant time = time(option, word, now);
    return AsOf.newBuilder().setTime(timestamp(time)).build();
  }

  /** A time: 2026-11-20T14:05, or a duration that counts back from {@code now}. */
  public static Instant time(String option, String word, Instant now) {
    Matcher ago = AGO.matcher(word);
    if (ago.matches()) {
      return now.minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      return instant(word.replace(' ', 'T'));
    } catch (DateTimeException _) {
      throw unknown(option, word);
    }
  }

  public static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /** What has no zone is UTC, as all times that are shown. */
  private static Instant instant(String word) {
    if (!word.contains("T")) {
      return LocalDate.parse(word).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return ZONE.matcher(word).matches()
        ? OffsetDateTime.parse(word).toInstant()
        : LocalDateTime.parse(word).toInstant(ZoneOffset.UTC);
  }

  private static Duration duration(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofSeconds(number);
    };
  }

  private static Failure unknown(String option, String word) {
    return Failure.usage(
        "invalid argument \""
            + word
            + "\" for \""
            + option
            + "\" flag: expected a revision such as r1234, a time such as 2026-11-20T14:05, or how long ago,"
            + " such as 5m");
  }
}
