package io.netledger.ipam.view;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A select that is put together from conditions that must all hold. */
final class Question {

  private final String select;
  private final String end;
  private final List<String> conditions = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  /**
   * A question without conditions.
   *
   * @param select up to "from" and its tables
   * @param end what follows the conditions
   * @param parameters for the question marks of {@code select}
   */
  Question(String select, String end, Object... parameters) {
    this.select = select;
    this.end = end;
    values.addAll(List.of(parameters));
  }

  /** The condition has one question mark for each value: a String, a Long or a list of Strings. */
  Question where(String condition, Object... parameters) {
    conditions.add(condition);
    values.addAll(List.of(parameters));
    return this;
  }

  /** One of {@code words}, or any if there are none. The condition has one question mark. */
  Question whereAny(String condition, List<String> words) {
    return words.isEmpty() ? this : where(condition, words);
  }

  /** The row was so at {@code revision}. */
  Question at(String table, long revision) {
    return where(
        "%1$s.from_revision <= ? and (%1$s.to_revision is null or %1$s.to_revision > ?)"
            .formatted(table),
        revision,
        revision);
  }

  <R> List<R> ask(Connection connection, Reader<R> reader) throws SQLException {
    String sql = select + " where " + String.join(" and ", conditions) + " " + end;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        switch (values.get(i)) {
          case List<?> words ->
              statement.setArray(i + 1, connection.createArrayOf("text", words.toArray()));
          case Object value -> statement.setObject(i + 1, value);
        }
      }
      List<R> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
      return rows;
    }
  }

  interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }
}
