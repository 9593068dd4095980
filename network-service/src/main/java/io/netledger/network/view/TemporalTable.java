package io.netledger.network.view;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One table of spans: how a row is written, read and ended, many at once.
 *
 * @param name of the table
 * @param columns all but the span's two ends, in any order
 * @param reader the row a result set stands on
 */
public record TemporalTable<R extends Row>(
    String name, List<Column<R>> columns, RowReader<R> reader) {

  /** One column: how it is called and typed in SQL, and what a row has there. */
  record Column<R>(String name, String type, Function<R, Object> value) {}

  /** Reads the row that the result set stands on. */
  public interface RowReader<R> {
    R read(ResultSet row) throws SQLException;
  }

  /** A row with its span; {@code to} is {@link #STILL} if it is still so. */
  record Span<R>(R row, long from, long to) {}

  static final long STILL = 0;

  /** The rows that are still so, of those ids that have one. */
  Map<String, R> current(Connection connection, Collection<String> ids) throws SQLException {
    Map<String, R> rows = new HashMap<>();
    if (ids.isEmpty()) {
      return rows;
    }
    String sql = "select * from " + name + " where to_revision is null and id = any (?)";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          R row = reader.read(result);
          rows.put(row.id(), row);
        }
      }
    }
    return rows;
  }

  /** Ends the rows that are still so at the revision given for their id. */
  void end(Connection connection, Map<String, Long> ends) throws SQLException {
    if (ends.isEmpty()) {
      return;
    }
    String sql =
        "update "
            + name
            + " as rows set to_revision = ends.revision"
            + " from unnest(?::text[], ?::bigint[]) as ends (id, revision)"
            + " where rows.id = ends.id and rows.to_revision is null";
    List<Map.Entry<String, Long>> entries = List.copyOf(ends.entrySet());
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setArray(1, array(connection, "text", entries, Map.Entry::getKey));
      update.setArray(2, array(connection, "bigint", entries, Map.Entry::getValue));
      update.executeUpdate();
    }
  }

  void insert(Connection connection, List<Span<R>> spans) throws SQLException {
    if (spans.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(insertion())) {
      insert.setArray(1, array(connection, "bigint", spans, Span::from));
      insert.setArray(2, array(connection, "bigint", spans, Span::to));
      int parameter = 3;
      for (Column<R> column : columns) {
        insert.setArray(
            parameter++,
            array(
                connection,
                carrier(column.type()),
                spans,
                span -> column.value().apply(span.row())));
      }
      insert.executeUpdate();
    }
  }

  private String insertion() {
    String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
    String casts =
        columns.stream()
            .map(column -> column.name() + "::" + column.type())
            .collect(Collectors.joining(", "));
    String arrays =
        columns.stream()
            .map(column -> "?::" + carrier(column.type()) + "[]")
            .collect(Collectors.joining(", "));
    return "insert into "
        + name
        + " (from_revision, to_revision, "
        + names
        + ") select begun, nullif(ended, "
        + STILL
        + "), "
        + casts
        + " from unnest(?::bigint[], ?::bigint[], "
        + arrays
        + ") as spans (begun, ended, "
        + names
        + ")";
  }

  /** What travels in an array: the driver writes jsonb and times as text. */
  private static String carrier(String type) {
    return type.equals("jsonb") || type.equals("timestamptz") ? "text" : type;
  }

  private static <T> Array array(
      Connection connection, String type, List<T> rows, Function<? super T, Object> value)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(value).toArray());
  }
}
