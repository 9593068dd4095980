package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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

  /** All events of some streams of one category, the oldest first. */
  public List<Recorded> streams(String category, List<String> ids) {
    return ids.isEmpty()
        ? List.of()
        : events(
            "WHERE category = ? AND stream = ANY (?) ORDER BY revision",
            query -> {
              query.setString(1, category);
              query.setArray(2, query.getConnection().createArrayOf("text", ids.toArray()));
            });
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

  /** As {@link #verify(long, long)}; tells {@code walking} now and then how far it is. */
  public Verification verify(long from, long to, Walking walking) {
    return new ChainWalk(this, from, to, walking).walk();
  }

  /** Hears how far a walk along the hash chain is. */
  @FunctionalInterface
  public interface Walking {

    /**
     * Everything up to {@code revision}, whose hash is {@code hash}, is as it was written.
     *
     * @return whether to go on
     */
    boolean sound(long revision, Hash hash);
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
