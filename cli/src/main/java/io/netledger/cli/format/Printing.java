package io.netledger.cli.format;

import io.netledger.cli.format.Value.Flag;
import io.netledger.cli.format.Value.Text;
import io.netledger.cli.format.Value.Whole;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Go's print functions over values. */
final class Printing {

  private static final Pattern VERB =
      Pattern.compile("%([-+# 0]*)(\\d{0,4})(?:\\.(\\d{0,4}))?([a-zA-Z%])");

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

  /**
   * Go's verbs s, v, d, t, q, x, X, o, b, c and U with flags, width and precision; others, and
   * those that do not fit a value, as Go shows a wrong verb.
   */
  static String printf(String format, List<Value> values) {
    var out = new StringBuilder();
    Matcher verb = VERB.matcher(format);
    int next = 0;
    while (verb.find()) {
      if (verb.group(4).equals("%")) {
        verb.appendReplacement(out, "%");
        continue;
      }
      String text =
          next < values.size()
              ? convert(verb, values.get(next))
              : "%!" + verb.group(4) + "(MISSING)";
      next++;
      verb.appendReplacement(
          out, Matcher.quoteReplacement(fit(text, verb.group(1), verb.group(2))));
    }
    verb.appendTail(out);
    return next < values.size() ? out + extra(values.subList(next, values.size())) : out.toString();
  }

  private static String extra(List<Value> values) {
    return values.stream()
        .map(value -> kind(value) + "=" + value.shown())
        .collect(Collectors.joining(", ", "%!(EXTRA ", ")"));
  }

  private static String convert(Matcher verb, Value value) {
    String flags = verb.group(1);
    String shown = value.shown();
    String cut = verb.group(3) == null ? shown : shown.substring(0, length(verb.group(3), shown));
    return switch (verb.group(4)) {
      case "v" -> value instanceof Whole ? number(flags, shown) : shown;
      case "s" -> value instanceof Whole || value instanceof Flag ? wrong(verb, value) : cut;
      case "q" ->
          value instanceof Whole || value instanceof Flag ? wrong(verb, value) : quoted(cut);
      case "t" -> value instanceof Flag ? shown : wrong(verb, value);
      case "x" -> hexadecimal(verb, value);
      case "X" -> hexadecimal(verb, value).toUpperCase(Locale.ROOT);
      case "d", "o", "b", "c", "U" ->
          value instanceof Whole(var whole) ? whole(verb, whole) : wrong(verb, value);
      default -> wrong(verb, value);
    };
  }

  private static int length(String precision, String text) {
    return precision.isEmpty() ? 0 : Math.min(Integer.parseInt(precision), text.length());
  }

  private static String quoted(String text) {
    return Json.compact(Value.of(text));
  }

  private static String whole(Matcher verb, long number) {
    return switch (verb.group(4)) {
      case "o" -> Long.toOctalString(number);
      case "b" -> Long.toBinaryString(number);
      case "c" -> Character.toString((int) number);
      case "U" -> "U+%04X".formatted(number);
      default -> number(verb.group(1), Long.toString(number));
    };
  }

  private static String number(String flags, String number) {
    boolean plus = flags.contains("+") && !number.startsWith("-");
    boolean blank = flags.contains(" ") && !number.startsWith("-");
    return plus ? "+" + number : blank ? " " + number : number;
  }

  private static String hexadecimal(Matcher verb, Value value) {
    return switch (value) {
      case Whole(var number) -> Long.toHexString(number);
      case Text(var text) -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
      case Flag _, Value.Items _, Value.Entries _, Value.Fields _, Value.Nothing _ ->
          wrong(verb, value);
    };
  }

  private static String wrong(Matcher verb, Value value) {
    return "%!" + verb.group(4) + "(" + kind(value) + "=" + value.shown() + ")";
  }

  private static String kind(Value value) {
    return switch (value) {
      case Text _ -> "string";
      case Flag _ -> "bool";
      case Whole _ -> "int";
      case Value.Items _ -> "[]interface {}";
      case Value.Entries _ -> "map[string]interface {}";
      case Value.Fields _ -> "struct";
      case Value.Nothing _ -> "<nil>";
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
