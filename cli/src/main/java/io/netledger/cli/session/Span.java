package io.netledger.cli.session;

import com.google.protobuf.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time, as users spell it: 500ms, 10s, 2m, 1h; a number alone is in seconds. */
public final class Span {

  private static final Pattern WORD = Pattern.compile("(\\d{1,6})(ms|s|m|h)?");

  private Span() {}

  /**
   * The length that {@code word} spells.
   *
   * @param flag the option, for the complaint
   */
  public static Duration parse(String word, String flag) {
    Matcher parts = WORD.matcher(word);
    if (!parts.matches()) {
      throw Failure.usage(
          "invalid argument \"%s\" for \"%s\" flag: expected a duration such as 500ms, 10s or 2m"
              .formatted(word, flag));
    }
    long number = Long.parseLong(parts.group(1));
    String unit = parts.group(2) == null ? "s" : parts.group(2);
    long millis =
        switch (unit) {
          case "ms" -> number;
          case "m" -> number * 60_000;
          case "h" -> number * 3_600_000;
          default -> number * 1000;
        };
    return Duration.newBuilder()
        .setSeconds(millis / 1000)
        .setNanos((int) (millis % 1000) * 1_000_000)
        .build();
  }
}
