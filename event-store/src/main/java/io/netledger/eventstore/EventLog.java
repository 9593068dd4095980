package io.netledger.eventstore;

import io.netledger.proof.Hash;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * Reads the log. Every method asks the database and throws {@link StoreUnavailable} if it does not
 * answer.
 */
public final class EventLog {

  /** Rows fetched at once by a scan. */
  private static final int FETCH = 2_000;

  private final DataSource database;

  EventLog(DataSource database) {
    this.database = database;
  }

  /** The log in {@code database}, for who only looks: nothing is started, no table is made. */
  public static EventLog of(DataSource database) {
    return new EventLog(database);
  }

  /** The revision of the newest event, 0 if there is none. */
  public long head() {
    return ask("SELECT coalesce(max(revision), 0) FROM ledger.event", _ -> {}, EventLog::number);
  }

  /** At most {@code limit} events from {@code fromRevision} on, that one included. */
  public List<Recorded> read(long fromRevision, int limit) {
    return events(
        "WHERE revision >= ? ORDER BY revision LIMIT ?",
        query -> {
          query.setLong(1, fromRevision);
          query.setInt(2, limit);
        });
  }

  /** All events of one stream. */
  public List<Recorded> stream(StreamId stream) {
    return events(
        "WHERE category = ? AND stream = ? ORDER BY sequence",
        query -> {
          query.setString(1, stream.category());
          query.setString(2, stream.id());
        });
  }

  /** A stream, and the first of its events in a range of revisions. */
  public record Touched(StreamId stream, long revision) {}

  /**
   * Streams of some categories with events after {@code after} until {@code to}, by their first
   * event there; only those where it is later than {@code cursor}.
   */
  public List<Touched> touched(
      List<String> categories, long after, long to, long cursor, int limit) {
    return ask(
        "SELECT category, stream, min(revision) FROM ledger.event"
            + " WHERE revision > ? AND revision <= ? AND category = ANY (?)"
            + " GROUP BY category, stream HAVING min(revision) > ? ORDER BY 3 LIMIT ?",
        query -> {
          query.setLong(1, after);
          query.setLong(2, to);
          query.setArray(3, words(query, categories));
          query.setLong(4, cursor);
          query.setInt(5, limit);
        },
        EventLog::touched);
  }

  private static List<Touched> touched(PreparedStatement query) throws SQLException {
    List<Touched> touched = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        StreamId stream = new StreamId(rows.getString(1), rows.getString(2));
        touched.add(new Touched(stream, rows.getLong(3)));
      }
    }
    return touched;
  }

  /** All events of some streams of one category, the oldest first. */
  public List<Recorded> streams(String category, List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : events(
            "WHERE category = ? AND stream = ANY (?) ORDER BY revision",
            query -> {
              query.setString(1, category);
              query.setArray(2, words(query, ids));
            });
  }

  /** The events with these revisions, as far as there are such. */
  public List<Recorded> at(List<Long> revisions) {
    return events(
        "WHERE revision = ANY (?) ORDER BY revision",
        query ->
            query.setArray(1, query.getConnection().createArrayOf("bigint", revisions.toArray())));
  }

  /** From {@code from} to {@code to}, both included, those with one of these correlations. */
  public List<Recorded> byCorrelations(List<String> correlations, long from, long to, int limit) {
    return events(
        "WHERE correlation = ANY (?) AND correlation <> '' AND revision BETWEEN ? AND ?"
            + " ORDER BY revision LIMIT ?",
        query -> {
          query.setArray(1, words(query, correlations));
          query.setLong(2, from);
          query.setLong(3, to);
          query.setInt(4, limit);
        });
  }

  /** Likewise those that answer one of these requests, or say what became of it. */
  public List<Recorded> byRequests(List<String> requests, long from, long to, int limit) {
    return events(
        "WHERE (request_id = ANY (?) AND claims_request OR category = 'request' AND stream = ANY (?))"
            + " AND revision BETWEEN ? AND ? ORDER BY revision LIMIT ?",
        query -> {
          query.setArray(1, words(query, requests));
          query.setArray(2, words(query, requests));
          query.setLong(3, from);
          query.setLong(4, to);
          query.setInt(5, limit);
        });
  }

  private static Array words(PreparedStatement query, List<String> words) throws SQLException {
    return query.getConnection().createArrayOf("text", words.toArray());
  }

  /** All events with this correlation. */
  public List<Recorded> byCorrelation(String correlation) {
    return events(
        "WHERE correlation = ? AND correlation <> '' ORDER BY revision",
        query -> query.setString(1, correlation));
  }

  /** The events of the append that claimed this request id; empty if none did. */
  public List<Recorded> byRequest(String requestId) {
    return events(
        "WHERE request_id = ? AND claims_request ORDER BY revision",
        query -> query.setString(1, requestId));
  }

  /**
   * The last revision recorded at or before {@code time}, of which whole microseconds count; 0 if
   * there is none.
   */
  public long revisionAt(Instant time) {
    OffsetDateTime moment =
        OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    return ask(
        REVISION_AT,
        query -> {
          query.setObject(1, moment);
          query.setObject(2, moment);
        },
        EventLog::number);
  }

  /**
   * Times grow with revisions, so halving finds it by the primary key, in one question and without
   * an index that each append would pay for.
   */
  private static final String REVISION_AT =
      """
      WITH RECURSIVE halving (earlier, later) AS (
          SELECT 0::bigint, coalesce(max(revision), 0) + 1 FROM ledger.event
        UNION ALL
          SELECT CASE WHEN middle.recorded_at <= ? THEN middle.revision ELSE earlier END,
                 CASE WHEN middle.recorded_at <= ? THEN later ELSE middle.revision END
          FROM halving, LATERAL (
              SELECT e.revision, e.recorded_at FROM ledger.event e
              WHERE e.revision = (earlier + later) / 2 LIMIT 1) AS middle
          WHERE later - earlier > 1)
      SELECT max(earlier) FROM halving
      """;

  /**
   * Hands every event from {@code from} to {@code to}, both included, to {@code reader}, without
   * holding more than a few thousand in memory.
   */
  public void scan(long from, long to, Consumer<Recorded> reader) {
    scanWhile(
        from,
        to,
        event -> {
          reader.accept(event);
          return true;
        });
  }

  /** As {@link #scan}, until {@code reader} answers false. */
  void scanWhile(long from, long to, Predicate<Recorded> reader) {
    try (Connection connection = database.getConnection()) {
      scan(connection, from, to, reader);
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot read the log", e);
    }
  }

  /** As {@link #scanWhile}; ends the connection's transaction. */
  private static void scan(Connection connection, long from, long to, Predicate<Recorded> reader)
      throws SQLException {
    connection.setAutoCommit(false); // else the driver fetches all rows at once
    try (PreparedStatement query =
        connection.prepareStatement(
            EventRows.SELECT + "WHERE revision BETWEEN ? AND ? ORDER BY revision")) {
      query.setLong(1, from);
      query.setLong(2, to);
      query.setFetchSize(FETCH);
      try (ResultSet rows = query.executeQuery()) {
        boolean on = true;
        while (on && rows.next()) {
          on = reader.test(EventRows.event(rows));
        }
      }
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** Walks the hash chain from {@code from} to {@code to}, both included. */
  public Verification verify(long from, long to) {
    return verify(from, to, (_, _) -> true);
  }

  /** As {@link #verify(long, long)}; tells {@code walking} of each event. */
  public Verification verify(long from, long to, Walking walking) {
    return new ChainWalk(this, from, to, walking).walk();
  }

  /** The event that has {@code hash}. Slow: it looks at all of them. */
  Optional<Recorded> withHash(Hash hash) {
    return events("WHERE hash = ? LIMIT 1", query -> query.setBytes(1, hash.bytes())).stream()
        .findFirst();
  }

  private List<Recorded> events(String where, Parameters parameters) {
    return ask(EventRows.SELECT + where, parameters, EventRows::list);
  }

  private <T> T ask(String sql, Parameters parameters, Answer<T> answer) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      parameters.set(query);
      return answer.of(query);
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot read the log", e);
    }
  }

  private static long number(PreparedStatement query) throws SQLException {
    try (ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private interface Parameters {
    void set(PreparedStatement query) throws SQLException;
  }

  private interface Answer<T> {
    T of(PreparedStatement query) throws SQLException;
  }
}
