package io.netledger.deploy.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The rows, as a table for people and as a file for programs. */
final class Report {

  private static final String LINE = "  %-26s %7s  %-19s %-9s %-19s %8s  %-4s %-13s %s%n";
  private static final String MISSING = "missing";

  private final List<Row> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(Row row) {
    rows.add(row);
  }

  /** What the reader has to know beside the numbers. */
  void note(String text) {
    notes.add(text);
  }

  void print(PrintStream out) {
    out.println();
    out.printf(
        Locale.ROOT,
        LINE,
        "what",
        "callers",
        "ours (p99)",
        "peer",
        "peer (p99)",
        "ratio",
        "unit",
        "target",
        "met");
    for (Row row : rows) {
      Target target = row.what().target(row.callers());
      out.printf(
          Locale.ROOT,
          LINE,
          row.what().word(),
          row.callers(),
          cell(OptionalDouble.of(row.ours()), row.p99()),
          row.peer(),
          cell(row.peerValue(), row.peerP99()),
          text(row.ratio()),
          row.what().unit(),
          target.words(),
          met(row, target));
    }
    out.println();
    notes.forEach(note -> out.println("  - " + note));
  }

  /** Writes a header and a row for each quantity and number of callers, separated by tabs. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("what\tcallers\tours\tpeer\tpeer_value\tratio\tunit");
    for (Row row : rows) {
      if (row.what().isForPrograms()) {
        lines.add(
            String.join(
                "\t",
                row.what().word(),
                Integer.toString(row.callers()),
                text(OptionalDouble.of(row.ours())),
                row.peer(),
                text(row.peerValue()),
                text(row.ratio()),
                row.what().unit()));
      }
    }
    Files.write(file, lines);
  }

  private static String met(Row row, Target target) {
    return target
        .isKept(row.ours(), row.ratio())
        .map(kept -> kept ? "yes" : "NO")
        .orElse(target.words().isEmpty() ? "" : "no peer");
  }

  private static String cell(OptionalDouble value, OptionalDouble p99) {
    return p99.isPresent() ? text(value) + " (" + text(p99) + ")" : text(value);
  }

  /** Three digits that count, or more before the point. */
  private static String text(OptionalDouble value) {
    if (value.isEmpty()) {
      return MISSING;
    }
    double number = value.getAsDouble();
    int decimals = number >= 100 ? 0 : number >= 10 ? 1 : number >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
