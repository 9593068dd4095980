package io.netledger.cli.format;

import io.netledger.cli.format.Value.Text;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Go's print functions over values. */
final class Printing {

  private static final Pattern VERB = Pattern.compile("%([-0]*)(\\d*)(?:\\.\\d+)?([a-zA-Z%])");

  private Printing() {}

  /** Operands with a blank between two when neither is a string. */
  static String print(List<Value> values) {
    var out = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      if (i > 0 && !(values.get(i) instanceof Text) && !(values.get(i - 1) instanceof Text)) {
        out.append(' ');
      }
      out.append(values.get(i).shown());
    }
    return out.toString();
  }

  /** Operands with blanks between them, and the end of the line. */
  static String println(List<Value> values) {
    return String.join(" ", values.stream().map(Value::shown).toList()) + "\n";
  }

  /** The verbs s, v, d, t and q with a width; others as Go shows a wrong verb. */
  static String printf(String format, List<Value> values) {
    var out = new StringBuilder();
    Matcher verb = VERB.matcher(format);
    int next = 0;
    while (verb.find()) {
      if (verb.group(3).equals("%")) {
        verb.appendReplacement(out, "%");
        continue;
      }
      String text =
          next < values.size()
              ? convert(verb.group(3), values.get(next))
              : "%!" + verb.group(3) + "(MISSING)";
      next++;
      verb.appendReplacement(
          out, Matcher.quoteReplacement(fit(text, verb.group(1), verb.group(2))));
    }
    verb.appendTail(out);
    return out.toString();
  }

  private static String convert(String verb, Value value) {
    return switch (verb) {
      case "s", "v", "d", "t" -> value.shown();
      case "q" -> Json.compact(Value.of(value.shown()));
      default -> "%!" + verb + "(" + value.shown() + ")";
    };
  }

  private static String fit(String text, String flags, String width) {
    int missing = width.isEmpty() ? 0 : Integer.parseInt(width) - text.length();
    if (missing <= 0) {
      return text;
    }
    String fill = (flags.contains("0") ? "0" : " ").repeat(missing);
    return flags.contains("-") ? text + " ".repeat(missing) : fill + text;
  }
}
