package io.netledger.eventstore;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/** What the writer says to the database, on a connection of its own. */
final class LogSession implements AutoCloseable {

  private static final String APPEND =
      "SELECT outcome, used FROM ledger.append(" + "?, ".repeat(17) + "?)";

  private final Connection connection;
  private final PGConnection arrays;
  private final PreparedStatement append;
  private final PreparedStatement after;
  private final PreparedStatement history;
  private final PreparedStatement histories;
  private final PreparedStatement requests;
  private final PreparedStatement last;

  LogSession(Connection connection) throws SQLException {
    this.connection = connection;
    arrays = connection.unwrap(PGConnection.class);
    append = connection.prepareStatement(APPEND);
    after =
        connection.prepareStatement(
            EventRows.SELECT + "WHERE revision > ? ORDER BY revision LIMIT ?");
    history =
        connection.prepareStatement(
            EventRows.SELECT
                + "WHERE category = ? AND stream = ? AND sequence > ? AND revision <= ?"
                + " ORDER BY sequence LIMIT ?");
    histories =
        connection.prepareStatement(
            EventRows.SELECT
                + "WHERE (category, stream) IN (SELECT * FROM unnest(?::text[], ?::text[]))"
                + " AND revision <= ? ORDER BY category, stream, sequence LIMIT ?");
    requests =
        connection.prepareStatement(
            EventRows.SELECT + "WHERE request_id = ANY (?) AND claims_request ORDER BY revision");
    last = connection.prepareStatement(EventRows.SELECT + "ORDER BY revision DESC LIMIT 1");
  }

  /** How {@code ledger.append} ended. */
  sealed interface Answer {
    record Stored() implements Answer {}

    record Moved() implements Answer {}

    record Used(Set<String> requestIds) implements Answer {}
  }

  /**
   * Appends after {@code expected}; without events only looks whether the head and the request ids
   * are still as expected. Durable on return, unless inside {@link #lock} and {@link #commit}.
   */
  Answer append(Head expected, List<Recorded> events, Collection<String> claims)
      throws SQLException {
    append.setLong(1, expected.revision());
    append.setBytes(2, expected.hash().bytes());
    append.setArray(3, array("text", claims.toArray(String[]::new)));
    append.setArray(4, texts(events, e -> e.stream().category()));
    append.setArray(5, texts(events, e -> e.stream().id()));
    append.setArray(6, numbers(events, Recorded::sequence));
    append.setArray(7, texts(events, e -> e.payload().type()));
    append.setArray(8, bytes(events, e -> e.payload().bytes()));
    append.setArray(9, numbers(events, e -> HashChain.micros(e.metadata().time())));
    append.setArray(10, texts(events, e -> e.metadata().origin().actor()));
    append.setArray(11, texts(events, e -> e.metadata().origin().clientAddress()));
    append.setArray(12, texts(events, e -> e.metadata().origin().requestId()));
    append.setArray(13, texts(events, e -> e.metadata().origin().requestDigest()));
    append.setArray(14, array("boolean", claiming(events)));
    append.setArray(15, texts(events, e -> e.metadata().origin().correlation()));
    append.setArray(16, texts(events, e -> e.metadata().origin().causation()));
    append.setArray(17, texts(events, e -> e.metadata().origin().reason()));
    append.setArray(18, bytes(events, e -> e.hash().bytes()));
    try (ResultSet answer = append.executeQuery()) {
      answer.next();
      return answer(answer);
    }
  }

  private static Answer answer(ResultSet row) throws SQLException {
    String outcome = row.getString(1);
    return switch (outcome) {
      case "stored" -> new Answer.Stored();
      case "moved" -> new Answer.Moved();
      case "used" -> new Answer.Used(Set.of((String[]) row.getArray(2).getArray()));
      default -> throw new SQLException("ledger.append answered " + outcome);
    };
  }

  private Array texts(List<Recorded> events, Function<Recorded, String> column)
      throws SQLException {
    return array("text", events.stream().map(column).toArray(String[]::new));
  }

  private Array numbers(List<Recorded> events, ToLongFunction<Recorded> column)
      throws SQLException {
    return array("bigint", events.stream().mapToLong(column).toArray());
  }

  private Array bytes(List<Recorded> events, Function<Recorded, byte[]> column)
      throws SQLException {
    return array("bytea", events.stream().map(column).toArray(byte[][]::new));
  }

  private static boolean[] claiming(List<Recorded> events) {
    boolean[] claiming = new boolean[events.size()];
    for (int i = 0; i < claiming.length; i++) {
      claiming[i] = events.get(i).metadata().claimsRequest();
    }
    return claiming;
  }

  private Array array(String type, Object elements) throws SQLException {
    return arrays.createArrayOf(type, elements);
  }

  /** The server's process at the other end; it is named as the sender of notifications. */
  int backend() {
    return arrays.getBackendPID();
  }

  /** Begins a transaction in which nobody else appends. */
  void lock() throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement lock = connection.prepareStatement("SELECT ledger.lock_appending()")) {
      lock.executeQuery().close();
    }
  }

  void commit() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
  }

  void rollback() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  Head head() throws SQLException {
    List<Recorded> events = EventRows.list(last);
    return events.isEmpty() ? Head.START : Head.of(events.getFirst());
  }

  List<Recorded> after(long revision, int limit) throws SQLException {
    after.setLong(1, revision);
    after.setInt(2, limit);
    return EventRows.list(after);
  }

  /** Events of a stream after a sequence, as they were at a revision. */
  List<Recorded> history(StreamId stream, long afterSequence, long revision, int limit)
      throws SQLException {
    history.setString(1, stream.category());
    history.setString(2, stream.id());
    history.setLong(3, afterSequence);
    history.setLong(4, revision);
    history.setInt(5, limit);
    return EventRows.list(history);
  }

  /** At most {@code limit} events of some streams, as they were at a revision, in their order. */
  List<Recorded> histories(Collection<StreamId> streams, long revision, int limit)
      throws SQLException {
    histories.setArray(
        1, array("text", streams.stream().map(StreamId::category).toArray(String[]::new)));
    histories.setArray(2, array("text", streams.stream().map(StreamId::id).toArray(String[]::new)));
    histories.setLong(3, revision);
    histories.setInt(4, limit);
    return EventRows.list(histories);
  }

  /** The events of the appends that claimed these request ids, oldest first. */
  List<Recorded> requests(Collection<String> requestIds) throws SQLException {
    requests.setArray(1, array("text", requestIds.toArray(String[]::new)));
    return EventRows.list(requests);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
