package io.netledger.cli.format;

import java.util.ArrayList;
import java.util.List;

/** Columns for people, spaced as Docker's: at least ten characters wide and three apart. */
final class Table {

  private static final int NARROWEST = 10;
  private static final int GAP = 3;

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row, its cells separated by tabs. */
  void add(String row) {
    rows.add(List.of(row.split("\t", -1)));
  }

  /** All rows, each ended. */
  String text() {
    List<Integer> widths = widths();
    var out = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        String cell = row.get(i);
        out.append(cell);
        if (i < row.size() - 1) {
          out.append(" ".repeat(widths.get(i) - cell.length()));
        }
      }
      out.append('\n');
    }
    return out.toString();
  }

  private List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        if (i == widths.size()) {
          widths.add(NARROWEST);
        }
        widths.set(i, Math.max(widths.get(i), row.get(i).length() + GAP));
      }
    }
    return widths;
  }
}
