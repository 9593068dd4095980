package io.netledger.network.view;

import io.netledger.network.view.TemporalTable.Span;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one batch of events does to one table, gathered so that it is written with two statements.
 */
final class Changes<R extends Row> {

  private final TemporalTable<R> table;
  private final Map<String, R> stored;
  private final Map<String, Span<R>> open = new LinkedHashMap<>();
  private final List<Span<R>> closed = new ArrayList<>();
  private final Map<String, Long> ends = new HashMap<>();

  private Changes(TemporalTable<R> table, Map<String, R> stored) {
    this.table = table;
    this.stored = stored;
  }

  /** Begins with what the table has of those ids. */
  static <R extends Row> Changes<R> begin(
      Connection connection, TemporalTable<R> table, Collection<String> ids) throws SQLException {
    return new Changes<>(table, table.current(connection, ids));
  }

  /** The row that is so after the events until now; null if there is none. */
  @Nullable R now(String id) {
    Span<R> span = open.get(id);
    return span == null ? stored.get(id) : span.row();
  }

  /** All rows after the events until now, of those that are known here. */
  List<R> all() {
    Map<String, R> rows = new LinkedHashMap<>(stored);
    open.forEach((id, span) -> rows.put(id, span.row()));
    return List.copyOf(rows.values());
  }

  /** From {@code revision} on it is so. */
  void put(R row, long revision) {
    end(row.id(), revision);
    open.put(row.id(), new Span<>(row, revision, TemporalTable.STILL));
  }

  /** From {@code revision} on there is no such thing. */
  void end(String id, long revision) {
    Span<R> span = open.remove(id);
    if (span != null) {
      closed.add(new Span<>(span.row(), span.from(), revision));
    } else if (stored.remove(id) != null) {
      ends.put(id, revision);
    }
  }

  void write(Connection connection) throws SQLException {
    table.end(connection, ends);
    List<Span<R>> spans = new ArrayList<>(closed);
    spans.addAll(open.values());
    table.insert(connection, spans);
  }
}
