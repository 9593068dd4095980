package io.netledger.network.query;

import io.netledger.network.view.Row;
import io.netledger.network.view.TemporalTable;
import io.netledger.network.view.TemporalTable.RowReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A statement as it is put together: text, and what stands for its question marks. */
final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  Sql add(String more, Object... values) {
    text.append(more).append(' ');
    parameters.addAll(List.of(values));
    return this;
  }

  Sql add(Sql more) {
    text.append(more.text);
    parameters.addAll(more.parameters);
    return this;
  }

  /**
   * The rows of {@code table} that were so at {@code revision}, under the table's name. Two
   * branches, so that for a revision near the head the planner takes the partial indexes of what is
   * still so, in order, and the few rows that ended since.
   */
  Sql at(TemporalTable<?> table, long revision) {
    String name = table.name();
    return add(
        "(select * from "
            + name
            + " where to_revision is null and from_revision <= ? union all select * from "
            + name
            + " where to_revision > ? and from_revision <= ?) as "
            + name,
        revision,
        revision,
        revision);
  }

  /** The column is one of {@code values}; always true without values. */
  Sql andAny(String column, List<String> values) {
    return values.isEmpty() ? this : add("and " + column + " = any (?)", words(values));
  }

  /** One of two columns is one of {@code values}; always true without values. */
  Sql andAny(String column, String other, List<String> values) {
    return values.isEmpty()
        ? this
        : add(
            "and (" + column + " = any (?) or " + other + " = any (?))",
            words(values),
            words(values));
  }

  /**
   * The column has one of {@code values} somewhere in it; always true without values. As in Docker
   * {@code ^} and {@code $} stand for its two ends; neither is ever part of a name.
   */
  Sql andContains(String column, List<String> values) {
    return values.isEmpty()
        ? this
        : add(
            "and exists (select from unnest(?) as part where strpos('^' || "
                + column
                + " || '$', part) > 0)",
            words(values));
  }

  <T> List<T> read(Connection connection, RowReader<T> reader) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(text.toString())) {
      for (int i = 0; i < parameters.size(); i++) {
        bind(connection, select, i + 1, parameters.get(i));
      }
      try (ResultSet result = select.executeQuery()) {
        List<T> rows = new ArrayList<>();
        while (result.next()) {
          rows.add(reader.read(result));
        }
        return rows;
      }
    }
  }

  static <R extends Row> Sql rows(TemporalTable<R> table, long revision) {
    return new Sql().add("select * from").at(table, revision).add("where true");
  }

  /** PostgreSQL has no NUL in text, so nothing there is equal to a word with one. */
  static List<String> words(List<String> values) {
    return values.stream().map(value -> value.replace("\0", "")).toList();
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private static void bind(Connection connection, PreparedStatement select, int at, Object value)
      throws SQLException {
    if (value instanceof List<?> words) {
      select.setArray(at, connection.createArrayOf("text", words.toArray()));
    } else {
      select.setObject(at, value);
    }
  }
}
