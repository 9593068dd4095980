package io.netledger.cli.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options of the form KEY=VALUE, given any number of times; the last one of a key counts. */
public final class Pairs {

  private Pairs() {}

  /**
   * Keys and values; a key alone has the empty value.
   *
   * @param flag the option, for the complaint about an empty key
   * @param kind what it is: "label"
   */
  public static Map<String, String> of(List<String> words, String flag, String kind) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      String key = equals < 0 ? word : word.substring(0, equals);
      if (key.isEmpty()) {
        throw Failure.usage(
            "invalid argument \""
                + word
                + "\" for \""
                + flag
                + "\" flag: invalid "
                + kind
                + " '"
                + word
                + "': empty name; expected KEY=VALUE");
      }
      pairs.put(key, equals < 0 ? "" : word.substring(equals + 1));
    }
    return pairs;
  }
}
