package io.netledger.network.query;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Filter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Filter keys with a few values only, and how the database spells those. */
final class Spellings {

  private Spellings() {}

  /** The values of the key as {@code allowed} spells them. */
  static List<String> values(Filter filter, String key, Map<String, String> allowed) {
    return filter.values(key).stream().map(value -> stored(key, value, allowed)).toList();
  }

  private static String stored(String key, String value, Map<String, String> allowed) {
    String stored = allowed.get(value);
    if (stored == null) {
      throw invalid(key + "=" + value + "; expected one of " + new TreeSet<>(allowed.keySet()));
    }
    return stored;
  }

  static Rejection invalid(String what) {
    return new Rejection(Reason.FILTER_INVALID, "filter " + what);
  }
}
