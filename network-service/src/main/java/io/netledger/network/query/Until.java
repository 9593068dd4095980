package io.netledger.network.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The word of a filter "until": how long ago ("24h", "1h30m", as Go writes it), or when. */
final class Until {

  private static final Pattern AGO =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

  private Until() {}

  /**
   * @throws io.netledger.refusal.Rejection FILTER_INVALID if it is neither
   */
  static Instant time(String word, Instant now) {
    Matcher ago = AGO.matcher(word);
    if (!word.isEmpty() && ago.matches()) {
      return now.minus(
          Duration.ofDays(number(ago, 1))
              .plusHours(number(ago, 2))
              .plusMinutes(number(ago, 3))
              .plusSeconds(number(ago, 4)));
    }
    try {
      return OffsetDateTime.parse(word).toInstant();
    } catch (DateTimeException _) {
      throw Filter.invalid(
          "until=" + word + "; expected a duration such as 24h or a time as in RFC 3339");
    }
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
