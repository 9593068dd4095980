package io.netledger.cli.format;

import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import java.util.List;
import java.util.Map;

/**
 * How the answers of the {@code ls} commands look.
 *
 * @param standard the template of a row in the table when no format is given: "{{.ID}}\t{{.Name}}"
 * @param headings of the table's columns by the rows' field names; a field without one is its own
 *     heading in capitals
 */
public record Listing(String standard, Map<String, String> headings) {

  /** A template of which only {@link #filled(String, List)} knows what it is for. */
  private static final String TABLE = "table";

  /**
   * The rows in a format.
   *
   * @param format "" and "table": the standard table; "table TEMPLATE": a table of these columns;
   *     "json": an object a line; else a template, filled a line for each row
   * @throws BadTemplate if the format is not a template or asks for a field that rows do not have
   */
  public String filled(String format, List<Fields> rows) {
    String wanted = format.isEmpty() ? TABLE : format;
    if (wanted.equals("json")) {
      return lines(rows.stream().map(Json::compact).toList());
    }
    if (!wanted.equals(TABLE) && !wanted.startsWith(TABLE + " ")) {
      Template template = Template.parse(unescape(wanted));
      return lines(rows.stream().map(template::fill).toList());
    }
    String columns = wanted.substring(TABLE.length()).strip();
    return table(Template.parse(unescape(columns.isEmpty() ? standard : columns)), rows);
  }

  private String table(Template template, List<Fields> rows) {
    var table = new Table();
    table.add(template.fill(heading(rows)));
    rows.forEach(row -> table.add(template.fill(row)));
    return table.text();
  }

  /**
   * A row that shows the heading for each field; without rows, the fields are those with a heading.
   */
  private Value heading(List<Fields> rows) {
    Fields heading = Fields.none();
    if (rows.isEmpty()) {
      for (var entry : headings.entrySet()) {
        heading = heading.with(entry.getKey(), entry.getValue());
      }
      return heading;
    }
    for (var field : rows.getFirst().fields()) {
      String text =
          headings.getOrDefault(field.name(), field.name().toUpperCase(java.util.Locale.ROOT));
      heading =
          field.value() instanceof Entries
              ? heading.with(field.name(), Value.of(Map.of()))
              : heading.with(field.name(), text);
    }
    return heading;
  }

  private static String lines(List<String> lines) {
    var out = new StringBuilder();
    lines.forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }

  /** Docker takes the two characters \t and \n in a format for a tab and a line's end. */
  private static String unescape(String format) {
    return format.replace("\\t", "\t").replace("\\n", "\n");
  }
}
