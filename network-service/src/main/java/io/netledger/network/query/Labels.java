package io.netledger.network.query;

import io.netledger.network.view.Json;
import java.util.List;
import java.util.Map;

/** Filters by label: "k" is a label of that key, "k=v" also of that value. */
final class Labels {

  private Labels() {}

  /** Every one of the labels is there. */
  static void andAll(Sql sql, List<String> wanted) {
    for (String label : wanted) {
      has(sql.add("and"), label);
    }
  }

  private static void has(Sql sql, String label) {
    int equals = label.indexOf('=');
    if (equals < 0) {
      sql.add("labels ?? ?", label.replace("\0", ""));
    } else {
      Map<String, String> pair = Map.of(label.substring(0, equals), label.substring(equals + 1));
      sql.add("labels @> ?::jsonb", Json.of(pair));
    }
  }
}
