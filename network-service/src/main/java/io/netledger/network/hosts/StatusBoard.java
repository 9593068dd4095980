package io.netledger.network.hosts;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the replicas know of each other's hosts: each second one writes down what has changed with
 * its own, and reads those of the others. Beside the log, in tables that PostgreSQL may lose. A
 * replica that is alone writes only that it is there.
 */
public final class StatusBoard implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StatusBoard.class);
  private static final Duration TURN = Duration.ofSeconds(1);

  private static final String MAKE =
      """
      create schema if not exists presence;
      create unlogged table if not exists presence.replicas (
        id uuid primary key,
        told_at timestamptz not null);
      create unlogged table if not exists presence.hosts (
        host text primary key,
        replica uuid not null,
        connected boolean not null,
        seen_at timestamptz not null,
        applied bigint not null,
        sent bigint not null,
        refusal text not null,
        refused_at timestamptz not null);
      delete from presence.replicas where told_at < now() - interval '1 hour'
      """;

  private static final String HERE =
      """
      insert into presence.replicas values (?, clock_timestamp())
      on conflict (id) do update set told_at = excluded.told_at
      """;

  /** One that has not told for five turns is taken for dead. */
  private static final String OTHERS =
      "select exists (select from presence.replicas"
          + " where id <> ? and told_at > clock_timestamp() - interval '5 seconds')";

  /** A line that has ended here may have been begun elsewhere meanwhile, and that counts. */
  private static final String TELL =
      """
      insert into presence.hosts
      select host, ?, connected, seen_at, applied, sent, refusal, refused_at
      from unnest(?, ?, ?, ?, ?, ?, ?)
        as told (host, connected, seen_at, applied, sent, refusal, refused_at)
      on conflict (host) do update set
        replica = excluded.replica, connected = excluded.connected, seen_at = excluded.seen_at,
        applied = excluded.applied, sent = excluded.sent, refusal = excluded.refusal,
        refused_at = excluded.refused_at
      where excluded.connected or presence.hosts.replica = excluded.replica
      """;

  private static final String READ =
      """
      select hosts.*, told_at > clock_timestamp() - interval '5 seconds' as alive
      from presence.hosts join presence.replicas on id = replica where replica <> ?
      """;

  private final DataSource database;
  private final HostSessions sessions;
  private final UUID replica = UUID.randomUUID();
  private final Map<String, HostStatus> told = new HashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("status-board").factory());
  private boolean made;

  private StatusBoard(DataSource database, HostSessions sessions) {
    this.database = database;
    this.sessions = sessions;
  }

  /** Goes on until {@link #close}. */
  public static StatusBoard start(DataSource database, HostSessions sessions) {
    var board = new StatusBoard(database, sessions);
    var _ =
        board.timer.scheduleWithFixedDelay(board::turn, 0, TURN.toMillis(), TimeUnit.MILLISECONDS);
    return board;
  }

  private void turn() {
    try (Connection connection = database.getConnection()) {
      make(connection);
      try (PreparedStatement here = connection.prepareStatement(HERE)) {
        here.setObject(1, replica);
        here.executeUpdate();
      }
      if (hasOthers(connection)) {
        tell(connection);
        sessions.elsewhere(read(connection));
      } else {
        told.clear();
        sessions.elsewhere(Map.of());
      }
    } catch (SQLException | RuntimeException e) {
      made = false;
      told.clear();
      LOG.debug("the status of hosts is not exchanged now", e);
    }
  }

  /** Again after trouble: the tables may be empty, or another replica has just made them. */
  private void make(Connection connection) throws SQLException {
    if (!made) {
      try (var statement = connection.createStatement()) {
        statement.execute(MAKE);
      }
      made = true;
    }
  }

  private boolean hasOthers(Connection connection) throws SQLException {
    try (PreparedStatement others = connection.prepareStatement(OTHERS)) {
      others.setObject(1, replica);
      try (ResultSet row = others.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  private void tell(Connection connection) throws SQLException {
    Map<String, HostStatus> changed = new HashMap<>(sessions.here());
    changed.entrySet().removeAll(told.entrySet());
    if (changed.isEmpty()) {
      return;
    }
    List<String> hosts = new ArrayList<>(changed.keySet());
    List<HostStatus> statuses = hosts.stream().map(changed::get).toList();
    try (PreparedStatement tell = connection.prepareStatement(TELL)) {
      tell.setObject(1, replica);
      tell.setArray(2, connection.createArrayOf("text", hosts.toArray()));
      tell.setArray(3, column(connection, "bool", statuses, HostStatus::connected));
      tell.setArray(4, column(connection, "timestamptz", statuses, it -> word(it.lastSeen())));
      tell.setArray(5, column(connection, "int8", statuses, HostStatus::appliedRevision));
      tell.setArray(6, column(connection, "int8", statuses, HostStatus::sentRevision));
      tell.setArray(7, column(connection, "text", statuses, HostStatus::lastRefusal));
      tell.setArray(8, column(connection, "timestamptz", statuses, it -> word(it.refusedAt())));
      tell.executeUpdate();
    }
    told.putAll(changed);
  }

  private static Array column(
      Connection connection, String type, List<HostStatus> rows, Function<HostStatus, Object> of)
      throws SQLException {
    return connection.createArrayOf(type, rows.stream().map(of).toArray());
  }

  private static String word(Instant time) {
    return time.toString();
  }

  private Map<String, HostStatus> read(Connection connection) throws SQLException {
    try (PreparedStatement read = connection.prepareStatement(READ)) {
      read.setObject(1, replica);
      try (ResultSet row = read.executeQuery()) {
        Map<String, HostStatus> statuses = new HashMap<>();
        while (row.next()) {
          statuses.put(row.getString("host"), status(row));
        }
        return statuses;
      }
    }
  }

  private static HostStatus status(ResultSet row) throws SQLException {
    return new HostStatus(
        row.getBoolean("connected") && row.getBoolean("alive"),
        time(row, "seen_at"),
        row.getLong("applied"),
        row.getLong("sent"),
        row.getString("refusal"),
        time(row, "refused_at"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class)
        .withOffsetSameInstant(ZoneOffset.UTC)
        .toInstant();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
