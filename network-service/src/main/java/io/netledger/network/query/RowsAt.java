package io.netledger.network.query;

import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.Tables;
import io.netledger.network.view.TemporalTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of things at revisions of their own. */
public final class RowsAt {

  /** Categories of the streams of things that have rows. */
  public static final List<String> CATEGORIES =
      List.of("network", "sandbox", "endpoint", "service", "host");

  private static final Map<String, TemporalTable<? extends Row>> TABLES =
      Map.of(
          "network", Tables.NETWORKS,
          "sandbox", Tables.SANDBOXES,
          "endpoint", Tables.ENDPOINTS,
          "service", Tables.SERVICES,
          "host", Tables.HOSTS);

  private final TopologyReads reads;

  public RowsAt(TopologyReads reads) {
    this.reads = reads;
  }

  /** A thing, and when to look at it. */
  public record Key(String category, String id, long revision) {}

  /** All rows there are, but of endpoints that are gone. */
  public Answer<Map<Key, Row>> all(Optional<Long> asOf) {
    return reads.at(
        asOf,
        (connection, revision) -> {
          Map<Key, Row> rows = new HashMap<>();
          for (Map.Entry<String, TemporalTable<? extends Row>> each : TABLES.entrySet()) {
            Sql sql = Sql.rows(each.getValue(), revision);
            for (Row row : sql.read(connection, each.getValue().reader())) {
              if (!isGone(row)) {
                rows.put(new Key(each.getKey(), row.id(), revision), row);
              }
            }
          }
          return rows;
        });
  }

  private static boolean isGone(Row row) {
    return row instanceof EndpointRow endpoint && endpoint.status() == EndpointRow.Status.GONE;
  }

  /** The rows that there are, of the keys with one of {@link #CATEGORIES}. */
  public Map<Key, Row> rows(List<Key> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    long newest = keys.stream().mapToLong(Key::revision).max().orElse(0);
    return reads
        .at(
            Optional.of(newest),
            (connection, _) -> {
              Map<Key, Row> rows = new HashMap<>();
              for (String category : CATEGORIES) {
                List<Key> those =
                    keys.stream().filter(key -> key.category().equals(category)).toList();
                if (!those.isEmpty()) {
                  read(connection, category, those, rows);
                }
              }
              return rows;
            })
        .value();
  }

  private static void read(
      Connection connection, String category, List<Key> keys, Map<Key, Row> into)
      throws SQLException {
    TemporalTable<? extends Row> table = TABLES.get(category);
    if (table == null) {
      throw new IllegalArgumentException("no rows of " + category);
    }
    new Sql()
        .add("select keys.revision as asked, things.*")
        .add("from unnest(?, ?::bigint[]) as keys (id, revision)", ids(keys), revisions(keys))
        .add("cross join lateral (select * from " + table.name() + " spans")
        .add("where spans.id = keys.id and spans.from_revision <= keys.revision")
        .add("order by spans.from_revision desc limit 1) as things")
        .add("where things.to_revision is null or things.to_revision > keys.revision")
        .read(
            connection,
            result -> {
              Row row = table.reader().read(result);
              into.put(new Key(category, row.id(), result.getLong("asked")), row);
              return row;
            });
  }

  private static List<String> ids(List<Key> keys) {
    return keys.stream().map(Key::id).toList();
  }

  private static List<String> revisions(List<Key> keys) {
    return keys.stream().map(key -> Long.toString(key.revision())).toList();
  }
}
