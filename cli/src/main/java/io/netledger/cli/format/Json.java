package io.netledger.cli.format;

import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.format.Value.Flag;
import io.netledger.cli.format.Value.Items;
import io.netledger.cli.format.Value.Nothing;
import io.netledger.cli.format.Value.Text;
import io.netledger.cli.format.Value.Whole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** JSON (RFC 8259) as Go writes it, without its escapes for HTML. */
public final class Json {

  private static final String NEWLINE = "\n";

  private final StringBuilder out = new StringBuilder();
  private final String step;

  private Json(String step) {
    this.step = step;
  }

  /** On one line, without blanks. */
  public static String compact(Value value) {
    return write(value, "");
  }

  /** On many lines, four blanks a level, as {@code docker inspect} prints it. */
  public static String indented(Value value) {
    return write(value, "    ");
  }

  private static String write(Value value, String step) {
    var json = new Json(step);
    json.value(value, "");
    return json.out.toString();
  }

  private void value(Value value, String indent) {
    switch (value) {
      case Text(var text) -> quote(text);
      case Flag(var set) -> out.append(set);
      case Whole(var number) -> out.append(number);
      case Nothing _ -> out.append("null");
      case Items(var items) -> list('[', ']', items, indent, item -> value(item, indent + step));
      case Entries(var entries) -> members(entries, indent);
      case Fields fields -> members(shown(fields), indent);
    }
  }

  private static Map<String, Value> shown(Fields fields) {
    Map<String, Value> members = new LinkedHashMap<>();
    for (var field : fields.fields()) {
      boolean show =
          switch (field.presence()) {
            case ALWAYS -> true;
            case UNLESS_EMPTY -> !field.value().isEmpty();
            case NEVER -> false;
          };
      if (show) {
        members.put(field.name(), field.value());
      }
    }
    return members;
  }

  private void members(Map<String, Value> members, String indent) {
    list(
        '{',
        '}',
        List.copyOf(members.entrySet()),
        indent,
        member -> {
          quote(member.getKey());
          out.append(step.isEmpty() ? ":" : ": ");
          value(member.getValue(), indent + step);
        });
  }

  private <T> void list(char open, char close, List<T> things, String indent, Consumer<T> write) {
    out.append(open);
    String separator = "";
    for (T thing : things) {
      out.append(separator);
      separator = ",";
      line(indent + step);
      write.accept(thing);
    }
    if (!things.isEmpty()) {
      line(indent);
    }
    out.append(close);
  }

  private void line(String indent) {
    if (!step.isEmpty()) {
      out.append(NEWLINE).append(indent);
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> out.append(c < ' ' ? String.format("\\u%04x", (int) c) : String.valueOf(c));
      }
    }
    out.append('"');
  }
}
