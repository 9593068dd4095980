package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * One view in the database: a schema with its tables, and the row in {@code ledger.view} that says
 * how far they are. Everything here happens in the caller's transaction.
 */
final class ViewTables {

  private final View view;
  private final String schema;

  ViewTables(View view) {
    if (!view.name().matches("[a-z][a-z_]*") || !view.version().matches("[a-z0-9]+")) {
      throw new IllegalArgumentException(
          "not a name and version of a view: " + view.name() + ", " + view.version());
    }
    this.view = view;
    this.schema = "view_" + view.name() + "_" + view.version();
  }

  View view() {
    return view;
  }

  String schema() {
    return schema;
  }

  /** Where the next edition is built, beside the one that is read. */
  String nextSchema() {
    return schema + "_next";
  }

  /** Makes the tables, empty, unless they are there. */
  void make(Connection connection) throws SQLException {
    // Two replicas that start at the same time take turns.
    execute(connection, "SELECT pg_advisory_xact_lock(hashtextextended('" + schema + "', 0))");
    if (exists(connection)) {
      return;
    }
    makeEmpty(connection, schema);
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO ledger.view VALUES (?, ?, 0)")) {
      set(insert, 1);
      insert.executeUpdate();
    }
  }

  private boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT FROM ledger.view WHERE name = ? AND version = ?")) {
      set(query, 1);
      try (ResultSet rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Makes empty tables in {@code place}, whatever was there. */
  void makeEmpty(Connection connection, String place) throws SQLException {
    execute(connection, "DROP SCHEMA IF EXISTS " + place + " CASCADE");
    execute(connection, "CREATE SCHEMA " + place);
    execute(connection, "SET LOCAL search_path = " + place);
    execute(connection, view.tables());
  }

  /**
   * Takes the view's row until the transaction ends. What is written in this transaction may be
   * lost if the server crashes right after it, row and tables together; the log has it all, so
   * waiting for the disk would gain nothing.
   *
   * <p>The connection's search path leads to the tables already and is left alone: the driver
   * forgets its prepared statements whenever the path changes, and each would be parsed and planned
   * anew in each transaction.
   *
   * @return the last revision seen
   */
  long take(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            """
            SELECT revision, set_config('synchronous_commit', 'off', true)
            FROM ledger.view WHERE name = ? AND version = ? FOR UPDATE
            """)) {
      set(query, 1);
      try (ResultSet row = query.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("view " + schema + " has lost its row in ledger.view");
        }
        return row.getLong(1);
      }
    }
  }

  /** Goes to the tables being built, which nobody else uses. */
  void goTo(Connection connection, String place) throws SQLException {
    execute(
        connection, "SET LOCAL search_path = " + place + "; SET LOCAL synchronous_commit = off");
  }

  /** Puts the next edition, which has seen {@code revision}, in the place of the old one. */
  void exchange(Connection connection, long revision) throws SQLException {
    execute(connection, "ALTER SCHEMA " + schema + " RENAME TO " + schema + "_old");
    execute(connection, "ALTER SCHEMA " + nextSchema() + " RENAME TO " + schema);
    advance(connection, revision);
  }

  void dropOld(Connection connection) throws SQLException {
    execute(connection, "DROP SCHEMA IF EXISTS " + schema + "_old CASCADE");
  }

  void advance(Connection connection, long revision) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE ledger.view SET revision = ? WHERE name = ? AND version = ?")) {
      update.setLong(1, revision);
      set(update, 2);
      update.executeUpdate();
    }
  }

  /** The last revision seen, without taking the row. */
  long position(Connection connection) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT revision FROM ledger.view WHERE name = ? AND version = ?")) {
      set(query, 1);
      try (ResultSet row = query.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }

  static List<Recorded> after(Connection connection, long revision, int limit) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            EventRows.SELECT + "WHERE revision > ? ORDER BY revision LIMIT ?")) {
      query.setLong(1, revision);
      query.setInt(2, limit);
      return EventRows.list(query);
    }
  }

  private void set(PreparedStatement statement, int from) throws SQLException {
    statement.setString(from, view.name());
    statement.setString(from + 1, view.version());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
