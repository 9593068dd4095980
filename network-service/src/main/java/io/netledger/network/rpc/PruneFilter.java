package io.netledger.network.rpc;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Filter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which unused networks to remove.
 *
 * @param with labels that a network must have, each "k" or "k=v"
 * @param without labels that it must not have
 * @param until it was made before
 */
record PruneFilter(List<String> with, List<String> without, Optional<Instant> until) {

  private static final Set<String> KEYS = Set.of("label", "label!", "until");

  /** As Go writes durations, and days. */
  private static final Pattern AGO =
      Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

  static PruneFilter parse(List<String> words, Instant now) {
    Filter filter = Filter.parse(words, KEYS);
    List<String> until = filter.values("until");
    if (until.size() > 1) {
      throw invalid("filter until is there " + until.size() + " times; expected once");
    }
    return new PruneFilter(
        labels(filter, "label"),
        labels(filter, "label!"),
        until.stream().findFirst().map(word -> time(word, now)));
  }

  private static List<String> labels(Filter filter, String key) {
    List<String> labels = filter.values(key);
    if (labels.stream().anyMatch(label -> label.isEmpty() || label.startsWith("="))) {
      throw invalid("filter " + key + " is empty; expected a label \"k\" or \"k=v\"");
    }
    return labels;
  }

  private static Instant time(String word, Instant now) {
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
      throw invalid(
          "filter until is "
              + FieldWords.quoted(word)
              + "; expected a duration such as 24h or a time as in RFC 3339");
    }
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? 0 : Long.parseLong(digits);
  }

  private static Rejection invalid(String message) {
    return new Rejection(Reason.FILTER_INVALID, message);
  }

  /** All that must be there is, and nothing that must not. */
  boolean allows(Map<String, String> labels) {
    return with.stream().allMatch(label -> has(labels, label))
        && without.stream().noneMatch(label -> has(labels, label));
  }

  private static boolean has(Map<String, String> labels, String label) {
    int equals = label.indexOf('=');
    return equals < 0
        ? labels.containsKey(label)
        : label.substring(equals + 1).equals(labels.get(label.substring(0, equals)));
  }
}
