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
    long heldInRange) {

  static final String SELECT =
      """
      select p.*, s.events, s.held, s.held_in_range
      from pools p join pool_states s on s.pool_id = p.id
      """;

  private static final String SIBLINGS =
      """
      select p.id as of_pool, s.*, (
          select count(*) from leases l
          where l.pool_id = s.id and l.address <<= p.ip_range
            and l.from_revision <= asked.revision
            and (l.to_revision is null or l.to_revision > asked.revision)) as held_there
      from (select ?::bigint as revision) asked, pools p
        join pools s on s.space = p.space and s.id <> p.id and s.subnet && p.subnet
      """;

  /**
   * A pool that overlaps.
   *
   * @param of the pool that it overlaps
   * @param held how many addresses it holds in that one's range
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
        row.getLong("held_in_range"));
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
            .where("p.id = any (?)", pools.stream().map(PoolRecord::id).toList())
            .ask(
                connection,
                row -> new Sibling(row.getString("of_pool"), spec(row), row.getLong("held_there")));
    return siblings.stream().collect(groupingBy(Sibling::of));
  }

  PoolRow row(List<Sibling> siblings) {
    long taken = heldInRange + siblings.stream().mapToLong(Sibling::held).sum();
    return new PoolRow(
        id,
        spec,
        openedAt,
        openedRevision,
        events,
        held,
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
