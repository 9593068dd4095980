package io.netledger.network.query;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A filter's words by key. Values of one key are alternatives, keys must all hold. */
final class Filter {

  private final Map<String, List<String>> values = new LinkedHashMap<>();

  /**
   * @throws Rejection FILTER_INVALID if a word is not "key=value" or its key is not among {@code
   *     keys}
   */
  Filter(List<String> words, Set<String> keys) {
    for (String word : words) {
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (!keys.contains(key)) {
        throw invalid("\"" + key + "\"; expected one of " + new TreeSet<>(keys));
      }
      if (equals < 0) {
        throw invalid("\"" + word + "\"; expected " + key + "=value");
      }
      values.computeIfAbsent(key, _ -> new ArrayList<>()).add(word.substring(equals + 1));
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The values of the key, none if it was not given. */
  List<String> values(String key) {
    return values.getOrDefault(key, List.of());
  }

  /** The values of the key as {@code allowed} spells them in the database. */
  List<String> values(String key, Map<String, String> allowed) {
    return values(key).stream()
        .map(value -> {
          String stored = allowed.get(value);
          if (stored == null) {
            throw invalid(
                key + "=" + value + "; expected one of " + new TreeSet<>(allowed.keySet()));
          }
          return stored;
        })
        .toList();
  }

  static Rejection invalid(String what) {
    return new Rejection(Reason.FILTER_INVALID, "filter " + what);
  }
}
