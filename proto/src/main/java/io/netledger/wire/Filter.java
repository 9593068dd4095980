package io.netledger.wire;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The {@code filter} of a list call: words {@code key=value}. Values of one key are alternatives;
 * keys must all hold.
 */
public final class Filter {

  private static final int MOST_WORDS = 64;
  private static final int LONGEST_WORD = 1_024;

  private final Map<String, List<String>> values;

  private Filter(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * The filter that {@code words} spell.
   *
   * @param keys those that the call knows
   * @throws Rejection FILTER_INVALID, with the word and what was expected
   */
  public static Filter parse(List<String> words, Set<String> keys) {
    if (words.size() > MOST_WORDS) {
      throw invalid("filter has %d words; expected at most %d".formatted(words.size(), MOST_WORDS));
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (word.length() > LONGEST_WORD) {
        throw invalid(
            "a filter word has %d characters; expected at most %d"
                .formatted(word.length(), LONGEST_WORD));
      }
      if (equals < 1) {
        throw invalid("filter \"%s\"; expected key=value".formatted(word));
      }
      String key = word.substring(0, equals);
      if (!keys.contains(key)) {
        throw invalid("filter key \"%s\"; expected one of %s".formatted(key, new TreeSet<>(keys)));
      }
      values.computeIfAbsent(key, _ -> new ArrayList<>()).add(word.substring(equals + 1));
    }
    return new Filter(values);
  }

  /** The values given for {@code key}, none if it was not given. */
  public List<String> values(String key) {
    return List.copyOf(values.getOrDefault(key, List.of()));
  }

  /** The key was not given, or one of its values fulfils {@code condition}. */
  public boolean allows(String key, Predicate<String> condition) {
    List<String> alternatives = values.get(key);
    return alternatives == null || alternatives.stream().anyMatch(condition);
  }

  private static Rejection invalid(String message) {
    return new Rejection(Reason.FILTER_INVALID, message);
  }
}
