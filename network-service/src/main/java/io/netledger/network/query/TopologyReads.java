package io.netledger.network.query;

import io.netledger.eventstore.Tail;
import io.netledger.eventstore.Views;
import io.netledger.network.view.Row;
import io.netledger.network.view.TemporalTable;
import io.netledger.network.view.TemporalTable.RowReader;
import io.netledger.network.view.Topology;
import io.netledger.wire.Page;
import io.netledger.wire.PageToken;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the topology after it has reached the revision that this replica appended last, so a caller
 * sees what he did.
 */
public final class TopologyReads {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Topology topology;
  private final Views views;
  private final Tail tail;

  public TopologyReads(Topology topology, Views views, Tail tail) {
    this.topology = topology;
    this.views = views;
    this.tail = tail;
  }

  /** What is read at one revision, in one snapshot. */
  interface AtRevision<T> {
    T read(Connection connection, long revision) throws SQLException;
  }

  /** A select whose rows have a column created_revision, without order and limit. */
  interface Selection {
    Sql of(Half half);
  }

  /** Reads at the newest revision. */
  <T> Answer<T> newest(AtRevision<T> reading) {
    views.awaitRevision(topology, tail.head(), PATIENCE);
    return views.read(connection -> {
      long revision = progress(connection);
      return new Answer<>(revision, reading.read(connection, revision));
    });
  }

  /** Reads at a revision of the past, or at the newest if none is named. */
  <T> Answer<T> at(Optional<Long> asOf, AtRevision<T> reading) {
    if (asOf.isEmpty()) {
      return newest(reading);
    }
    long revision = asOf.get();
    views.awaitRevision(topology, revision, PATIENCE);
    return views.read(connection -> new Answer<>(revision, reading.read(connection, revision)));
  }

  /** One page of what the call selects, the oldest first. */
  <R extends Row> Listed<R> page(
      String call, PageRequest request, TemporalTable<R> table, Selection selection) {
    return page(call, request, selection, table.reader(), Row::createdRevision);
  }

  <T> Listed<T> page(
      String call,
      PageRequest request,
      Selection selection,
      RowReader<T> reader,
      Function<T, Long> createdRevision) {
    String list =
        call + request.filter() + request.asOf().map(revision -> "@" + revision).orElse("");
    var page = Page.of(request.size(), request.token(), list);
    long after = page.after().orElse(0L);
    Answer<Answer<List<T>>> rows =
        at(
            request.asOf(),
            (connection, asked) -> {
              long revision = page.revision().orElse(asked);
              Sql sql = oldest(selection, revision, after, page.size() + 1);
              return new Answer<>(revision, sql.read(connection, reader));
            });
    return cut(list, page.size(), rows.value(), createdRevision);
  }

  private static Sql oldest(Selection selection, long revision, long after, int limit) {
    Sql sql = new Sql();
    for (boolean still : new boolean[] {true, false}) {
      sql.add(still ? "(" : ") union all (")
          .add(selection.of(new Half(revision, still)))
          .add("and created_revision > ? order by created_revision limit ?", after, limit);
    }
    return sql.add(") order by created_revision limit ?", limit);
  }

  private static <T> Listed<T> cut(
      String list, int size, Answer<List<T>> rows, Function<T, Long> createdRevision) {
    if (rows.value().size() <= size) {
      return new Listed<>(rows.revision(), rows.value(), "");
    }
    List<T> page = rows.value().subList(0, size);
    String last = Long.toString(createdRevision.apply(page.getLast()));
    return new Listed<>(
        rows.revision(), page, new PageToken(list, rows.revision(), last).toString());
  }

  private static long progress(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select revision from progress");
        ResultSet result = select.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }
}
