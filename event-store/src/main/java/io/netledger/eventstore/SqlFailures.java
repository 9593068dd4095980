package io.netledger.eventstore;

import java.sql.SQLException;

/** What a failure of the database means. */
final class SqlFailures {

  private SqlFailures() {}

  /** Somebody else has appended to the stream: decide again. */
  static boolean conflict(SQLException e) {
    return "23505".equals(e.getSQLState());
  }

  /**
   * The connection or the server is gone, or has no room: another try may succeed. Classes of
   * https://www.postgresql.org/docs/current/errcodes-appendix.html.
   */
  static boolean away(SQLException e) {
    String state = e.getSQLState();
    return state == null
        || state.startsWith("08") // connection exception
        || state.startsWith("53") // insufficient resources
        || state.startsWith("57") // operator intervention: shutdown, terminated, starting up
        || state.startsWith("58") // system error
        || state.startsWith("25") // a transaction that was ended for being idle
        || state.startsWith("XX"); // internal error
  }
}
