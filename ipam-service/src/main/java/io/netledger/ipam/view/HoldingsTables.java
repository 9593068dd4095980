package io.netledger.ipam.view;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.view.Changes.LeaseSpan;
import io.netledger.ipam.view.Changes.OpenedPool;
import io.netledger.ipam.view.Changes.ReservationSpan;
import io.netledger.ipam.view.Changes.StateSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Writes the tables, each kind of change of a batch with one statement. */
final class HoldingsTables {

  private final Connection connection;

  HoldingsTables(Connection connection) {
    this.connection = connection;
  }

  /** The rows of {@code pools} that have not ended. */
  Map<String, Counts> countsOf(List<String> pools) throws SQLException {
    String sql =
        """
        select s.pool_id, s.ip_range::text, s.events, s.held, s.held_in_range
        from pool_states s
        where s.to_revision is null and s.pool_id = any (?)
        """;
    Map<String, Counts> counts = new HashMap<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", pools.toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          counts.put(
              row.getString(1),
              new Counts(
                  Cidr.parse(row.getString(2)), row.getLong(3), row.getLong(4), row.getLong(5)));
        }
      }
    }
    return counts;
  }

  /** What is held now of each of {@code pools}. */
  Map<String, Set<IpAddress>> heldOf(List<String> pools) throws SQLException {
    Map<String, Set<IpAddress>> held = new HashMap<>();
    if (pools.isEmpty()) {
      return held;
    }
    pools.forEach(pool -> held.put(pool, new HashSet<>()));
    String sql =
        "select pool_id, host(address) from leases where to_revision is null and pool_id = any (?)";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, text(pools));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          held.computeIfAbsent(row.getString(1), _ -> new HashSet<>())
              .add(IpAddress.parse(row.getString(2)));
        }
      }
    }
    return held;
  }

  void write(Changes changes) throws SQLException {
    endStates(changes.endedStates());
    endLeases(changes.endedLeases());
    endReservations(changes.endedReservations());
    insertReservations(changes.reservations());
    insertStates(changes.states());
    insertLeases(changes.leases());
    openPools(changes.opened());
    closePools(changes.closed());
  }

  private void endStates(Map<String, Long> ended) throws SQLException {
    run(
        """
        update pool_states s set to_revision = e.revision
        from unnest(?::text[], ?::bigint[]) as e (pool_id, revision)
        where s.pool_id = e.pool_id and s.to_revision is null
        """,
        List.copyOf(ended.entrySet()),
        column("text", Map.Entry::getKey),
        column("bigint", Map.Entry::getValue));
  }

  private void endLeases(Map<Changes.LeaseKey, Long> ended) throws SQLException {
    run(
        """
        update leases l set to_revision = e.revision
        from unnest(?::text[], ?::text[], ?::bigint[]) as e (pool_id, address, revision)
        where l.pool_id = e.pool_id and l.address = e.address::inet and l.to_revision is null
        """,
        List.copyOf(ended.entrySet()),
        column("text", entry -> entry.getKey().pool()),
        column("text", entry -> entry.getKey().address().toString()),
        column("bigint", Map.Entry::getValue));
  }

  private void insertStates(List<StateSpan> states) throws SQLException {
    run(
        """
        insert into pool_states
          (pool_id, from_revision, to_revision, ip_range, events, held, held_in_range)
        select pool_id, begun, nullif(ended, 0), ip_range::cidr, events, held, held_in_range
        from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[], ?::bigint[],
            ?::bigint[])
          as s (pool_id, begun, ended, ip_range, events, held, held_in_range)
        """,
        states,
        column("text", StateSpan::pool),
        column("bigint", StateSpan::from),
        column("bigint", StateSpan::to),
        column("text", span -> span.counts().range().toString()),
        column("bigint", span -> span.counts().events()),
        column("bigint", span -> span.counts().held()),
        column("bigint", span -> span.counts().heldInRange()));
  }

  private void insertLeases(List<LeaseSpan> leases) throws SQLException {
    run(
        """
        insert into leases
          (pool_id, address, holder, allocated_at, from_revision, to_revision)
        select pool_id, address::inet, holder, allocated_at::timestamptz, begun, nullif(ended, 0)
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
          as l (pool_id, address, holder, allocated_at, begun, ended)
        """,
        leases,
        column("text", span -> span.key().pool()),
        column("text", span -> span.key().address().toString()),
        column("text", LeaseSpan::holder),
        column("text", span -> span.at().toString()),
        column("bigint", LeaseSpan::from),
        column("bigint", LeaseSpan::to));
  }

  private void endReservations(Map<Changes.LeaseKey, Long> ended) throws SQLException {
    run(
        """
        update reservations r set to_revision = e.revision
        from unnest(?::text[], ?::text[], ?::bigint[]) as e (pool_id, address, revision)
        where r.pool_id = e.pool_id and r.address = e.address::inet and r.to_revision is null
        """,
        List.copyOf(ended.entrySet()),
        column("text", entry -> entry.getKey().pool()),
        column("text", entry -> entry.getKey().address().toString()),
        column("bigint", Map.Entry::getValue));
  }

  private void insertReservations(List<ReservationSpan> reservations) throws SQLException {
    run(
        """
        insert into reservations
          (pool_id, address, sandbox, reason, reserved_at, from_revision, to_revision)
        select pool_id, address::inet, sandbox, reason, reserved_at::timestamptz, begun,
          nullif(ended, 0)
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
            ?::bigint[])
          as r (pool_id, address, sandbox, reason, reserved_at, begun, ended)
        """,
        reservations,
        column("text", span -> span.key().pool()),
        column("text", span -> span.key().address().toString()),
        column("text", ReservationSpan::sandbox),
        column("text", ReservationSpan::reason),
        column("text", span -> span.at().toString()),
        column("bigint", ReservationSpan::from),
        column("bigint", ReservationSpan::to));
  }

  /** Pools are few, and arrays of arrays are hard to read: a row each, in one round trip. */
  private void openPools(Map<String, OpenedPool> opened) throws SQLException {
    String sql =
        """
        insert into pools (id, space, subnet, gateway, aux_names, aux_addresses, owner, opened_at,
          from_revision)
        values (?, ?, ?::cidr, ?, ?, ?, ?, ?::timestamptz, ?)
        """;
    if (opened.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (var pool : opened.entrySet()) {
        var spec = pool.getValue().spec();
        insert.setString(1, pool.getKey());
        insert.setString(2, spec.space());
        insert.setString(3, spec.subnet().toString());
        insert.setString(4, spec.gateway().map(IpAddress::toString).orElse(""));
        insert.setArray(5, text(spec.auxiliary().keySet()));
        insert.setArray(6, text(spec.auxiliary().values()));
        insert.setString(7, spec.owner());
        insert.setString(8, pool.getValue().at().toString());
        insert.setLong(9, pool.getValue().revision());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private void closePools(Map<String, Long> closed) throws SQLException {
    run(
        """
        update pools p set to_revision = e.revision
        from unnest(?::text[], ?::bigint[]) as e (id, revision)
        where p.id = e.id
        """,
        List.copyOf(closed.entrySet()),
        column("text", Map.Entry::getKey),
        column("bigint", Map.Entry::getValue));
  }

  private java.sql.Array text(Collection<?> words) throws SQLException {
    return connection.createArrayOf("text", words.stream().map(Object::toString).toArray());
  }

  private record Column<T>(String type, Function<? super T, Object> value) {}

  private static <T> Column<T> column(String type, Function<? super T, Object> value) {
    return new Column<>(type, value);
  }

  @SafeVarargs
  private <T> void run(String sql, List<T> rows, Column<T>... columns) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int parameter = 1;
      for (Column<T> column : columns) {
        Object[] values = rows.stream().map(column.value()).toArray();
        statement.setArray(parameter++, connection.createArrayOf(column.type(), values));
      }
      statement.executeUpdate();
    }
  }
}
