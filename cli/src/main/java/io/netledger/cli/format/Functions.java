package io.netledger.cli.format;

import static java.util.Map.entry;

import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.format.Value.Flag;
import io.netledger.cli.format.Value.Items;
import io.netledger.cli.format.Value.Nothing;
import io.netledger.cli.format.Value.Text;
import io.netledger.cli.format.Value.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** The functions of templates: Go's own and those that Docker adds. */
final class Functions {

  private static final Map<String, Function<List<Value>, Value>> ALL =
      Map.ofEntries(
          entry("json", a -> Value.of(Json.compact(one(a)))),
          entry("join", a -> Value.of(String.join(text(a, 1), texts(a)))),
          entry("split", a -> Value.each(Arrays.asList(split(text(a, 0), text(a, 1))), Value::of)),
          entry("lower", a -> Value.of(text(a, 0).toLowerCase(Locale.ROOT))),
          entry("upper", a -> Value.of(text(a, 0).toUpperCase(Locale.ROOT))),
          entry("title", a -> Value.of(title(text(a, 0)))),
          entry("pad", a -> Value.of(pad(text(a, 0), size(a, 1), size(a, 2)))),
          entry("truncate", a -> Value.of(truncate(text(a, 0), size(a, 1)))),
          entry("print", a -> Value.of(Printing.print(a))),
          entry("println", a -> Value.of(Printing.println(a))),
          entry("printf", a -> Value.of(Printing.printf(text(a, 0), a.subList(1, a.size())))),
          entry("index", Functions::index),
          entry("slice", Functions::slice),
          entry("len", a -> Value.of(length(one(a)))),
          entry("not", a -> Value.of(one(a).isEmpty())),
          entry("and", a -> a.stream().filter(Value::isEmpty).findFirst().orElse(a.getLast())),
          entry("or", a -> a.stream().filter(v -> !v.isEmpty()).findFirst().orElse(a.getLast())),
          entry("eq", a -> Value.of(a.stream().skip(1).anyMatch(v -> v.equals(a.getFirst())))),
          entry("ne", a -> Value.of(!at(a, 0).equals(at(a, 1)))),
          entry("lt", a -> Value.of(compare(a) < 0)),
          entry("le", a -> Value.of(compare(a) <= 0)),
          entry("gt", a -> Value.of(compare(a) > 0)),
          entry("ge", a -> Value.of(compare(a) >= 0)));

  private Functions() {}

  static boolean knows(String name) {
    return ALL.containsKey(name);
  }

  static String names() {
    return String.join(", ", new TreeSet<>(ALL.keySet()));
  }

  /** The value of a function that {@link #knows} has confirmed. */
  static Value call(String name, List<Value> arguments) {
    Function<List<Value>, Value> function = ALL.get(name);
    if (function == null || (arguments.isEmpty() && !name.startsWith("print"))) {
      throw BadTemplate.unanswerable("wrong number of args for " + name + ": got 0");
    }
    return function.apply(arguments);
  }

  private static Value index(List<Value> arguments) {
    Value found = arguments.getFirst();
    for (Value key : arguments.subList(1, arguments.size())) {
      found = within(found, key);
    }
    return found;
  }

  private static Value within(Value whole, Value key) {
    return switch (whole) {
      case Entries(var entries) when key instanceof Text(var name) ->
          entries.getOrDefault(name, new Text(""));
      case Items(var items) when key instanceof Whole(var i) && i >= 0 && i < items.size() ->
          items.get((int) i);
      case Items(var items) when key instanceof Whole(var i) ->
          throw BadTemplate.unanswerable(
              "error calling index: index out of range: " + i + " of " + items.size());
      case Items _, Entries _, Fields _, Text _, Flag _, Whole _, Nothing _ ->
          throw BadTemplate.unanswerable(
              "error calling index: can't index " + whole.shown() + " by " + key.shown());
    };
  }

  /** {@code slice x 1 3} is x[1:3]. */
  private static Value slice(List<Value> arguments) {
    Value whole = one(arguments);
    int length = (int) length(whole);
    int from = arguments.size() > 1 ? size(arguments, 1) : 0;
    int to = arguments.size() > 2 ? size(arguments, 2) : length;
    if (from > to || to > length) {
      throw BadTemplate.unanswerable(
          "error calling slice: index out of range: %d to %d of %d".formatted(from, to, length));
    }
    return switch (whole) {
      case Text(var text) -> Value.of(text.substring(from, to));
      case Items(var items) -> new Items(items.subList(from, to));
      case Entries _, Fields _, Flag _, Whole _, Nothing _ ->
          throw BadTemplate.unanswerable("error calling slice: can't slice " + whole.shown());
    };
  }

  private static long length(Value value) {
    return switch (value) {
      case Text(var text) -> text.length();
      case Items(var items) -> items.size();
      case Entries(var entries) -> entries.size();
      case Fields _, Flag _, Whole _, Nothing _ ->
          throw BadTemplate.unanswerable("error calling len: no length of " + value.shown());
    };
  }

  private static int compare(List<Value> arguments) {
    if (at(arguments, 0) instanceof Whole(var a) && at(arguments, 1) instanceof Whole(var b)) {
      return Long.compare(a, b);
    }
    return text(arguments, 0).compareTo(text(arguments, 1));
  }

  private static Value one(List<Value> arguments) {
    return at(arguments, 0);
  }

  private static Value at(List<Value> arguments, int position) {
    if (position >= arguments.size()) {
      throw BadTemplate.unanswerable(
          "wrong number of args: want at least " + (position + 1) + " got " + arguments.size());
    }
    return arguments.get(position);
  }

  private static String text(List<Value> arguments, int position) {
    return at(arguments, position).shown();
  }

  private static int size(List<Value> arguments, int position) {
    if (at(arguments, position) instanceof Whole(var number) && number >= 0 && number < 10_000) {
      return (int) number;
    }
    throw BadTemplate.unanswerable(text(arguments, position) + " is not a number of characters");
  }

  private static List<String> texts(List<Value> arguments) {
    if (one(arguments) instanceof Items(var items)) {
      return items.stream().map(Value::shown).toList();
    }
    throw BadTemplate.unanswerable("error calling join: not a list: " + one(arguments).shown());
  }

  private static String[] split(String text, String separator) {
    return text.split(java.util.regex.Pattern.quote(separator), -1);
  }

  private static String title(String text) {
    List<String> words = new ArrayList<>();
    for (String word : split(text, " ")) {
      words.add(word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return String.join(" ", words);
  }

  private static String pad(String text, int before, int after) {
    return text.isEmpty() ? text : " ".repeat(before) + text + " ".repeat(after);
  }

  private static String truncate(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
