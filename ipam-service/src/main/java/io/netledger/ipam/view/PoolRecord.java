package io.netledger.ipam.view;

import static java.util.stream.Collectors.groupingBy;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.PoolSpec;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pool's row as it is stored. */
record PoolRecord(
    String id,
    PoolSpec spec,
    Instant openedAt,
    long openedRevision,
    long events,
    long held,
    long heldInRange,
    long reserved,
    long keptInRange) {

  /** Reservations of pool %1$s that stood at the revision and that nobody held then. */
  private static final String KEPT =
      """
      (select count(*) from reservations r
        where r.pool_id = %1$s.id and r.address <<= %2$s.ip_range
          and r.from_revision <= asked.revision
          and (r.to_revision is null or r.to_revision > asked.revision)
          and not exists (
            select from leases h
            where h.pool_id = r.pool_id and h.address = r.address
              and h.from_revision <= asked.revision
              and (h.to_revision is null or h.to_revision > asked.revision)))
      """;

  /** Its one parameter is the revision. */
  static final String SELECT =
      """
      select p.*, s.ip_range, s.events, s.held, s.held_in_range,
        (select count(*) from reservations r
          where r.pool_id = p.id and r.from_revision <= asked.revision
            and (r.to_revision is null or r.to_revision > asked.revision)) as reserved,
      """
          + KEPT.formatted("p", "s")
          + """
             as kept_in_range
          from (select ?::bigint as revision) asked,
            pools p join pool_states s on s.pool_id = p.id
          """;

  private static final String SIBLINGS =
      """
      select p.id as of_pool, s.*, ss.ip_range, (
          select count(*) from leases l
          where l.pool_id = s.id and l.address <<= ps.ip_range
            and l.from_revision <= asked.revision
            and (l.to_revision is null or l.to_revision > asked.revision)) +
      """
          + KEPT.formatted("s", "ps")
          + """
             as held_there
          from (select ?::bigint as revision) asked, pools p
            join pool_states ps on ps.pool_id = p.id
            join pools s on s.space = p.space and s.id <> p.id and s.subnet && p.subnet
            join pool_states ss on ss.pool_id = s.id
          """;

  /**
   * A pool that overlaps.
   *
   * @param of the pool that it overlaps
   * @param held how many addresses it holds or keeps in that one's range
   */
  record Sibling(String of, PoolSpec spec, long held) {}

  static PoolRecord read(ResultSet row) throws SQLException {
    return new PoolRecord(
        row.getString("id"),
        spec(row),
        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
        row.getLong("from_revision"),
        row.getLong("events"),
        row.getLong("held"),
        row.getLong("held_in_range"),
        row.getLong("reserved"),
        row.getLong("kept_in_range"));
  }

  /** By the pool that they overlap. */
  static Map<String, List<Sibling>> siblings(
      Connection connection, List<PoolRecord> pools, long revision) throws SQLException {
    if (pools.isEmpty()) {
      return Map.of();
    }
    List<Sibling> siblings =
        new Question(SIBLINGS, "", revision)
            .at("s", revision)
            .at("ps", revision)
            .at("ss", revision)
            .where("p.id = any (?)", pools.stream().map(PoolRecord::id).toList())
            .ask(
                connection,
                row -> new Sibling(row.getString("of_pool"), spec(row), row.getLong("held_there")));
    return siblings.stream().collect(groupingBy(Sibling::of));
  }

  PoolRow row(List<Sibling> siblings) {
    long taken = heldInRange + keptInRange + siblings.stream().mapToLong(Sibling::held).sum();
    return new PoolRow(
        id,
        spec,
        openedAt,
        openedRevision,
        events,
        held,
        reserved,
        spec.free(taken, siblings.stream().map(Sibling::spec).toList()));
  }

  private static PoolSpec spec(ResultSet row) throws SQLException {
    Map<String, IpAddress> auxiliary = new TreeMap<>();
    List<String> names = words(row.getArray("aux_names"));
    List<String> addresses = words(row.getArray("aux_addresses"));
    for (int i = 0; i < names.size(); i++) {
      auxiliary.put(names.get(i), IpAddress.parse(addresses.get(i)));
    }
    return new PoolSpec(
        row.getString("space"),
        Cidr.parse(row.getString("subnet")),
        Cidr.parse(row.getString("ip_range")),
        Optional.of(row.getString("gateway")).filter(at -> !at.isEmpty()).map(IpAddress::parse),
        auxiliary,
        row.getString("owner"));
  }

  private static List<String> words(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
