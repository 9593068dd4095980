package io.netledger.network.query;

import io.netledger.eventstore.Tail;
import io.netledger.eventstore.Views;
import io.netledger.network.view.Row;
import io.netledger.network.view.TemporalTable;
import io.netledger.network.view.TemporalTable.RowReader;
import io.netledger.network.view.Topology;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
    Sql at(long revision);
  }

  /** Reads at the newest revision. */
  <T> Answer<T> newest(AtRevision<T> reading) {
    views.awaitRevision(topology, tail.head(), PATIENCE);
    return views.read(connection -> {
      long revision = progress(connection);
      return new Answer<>(revision, reading.read(connection, revision));
    });
  }

  /** One page of what the call selects, the oldest first. */
  <R extends Row> Page<R> page(
      String call, PageRequest request, TemporalTable<R> table, Selection selection) {
    return page(call, request, selection, table.reader(), Row::createdRevision);
  }

  <T> Page<T> page(
      String call,
      PageRequest request,
      Selection selection,
      RowReader<T> reader,
      Function<T, Long> createdRevision) {
    boolean first = request.token().isEmpty();
    PageToken token =
        first ? new PageToken(0, 0) : PageToken.parse(request.token(), call, request.filter());
    Answer<Answer<List<T>>> rows =
        newest((connection, newest) -> {
          long revision = first ? newest : pinned(token, newest);
          Sql sql =
              selection
                  .at(revision)
                  .add("and created_revision > ?", token.after())
                  .add("order by created_revision limit ?", request.rows() + 1);
          return new Answer<>(revision, sql.read(connection, reader));
        });
    return cut(call, request, rows.value(), createdRevision);
  }

  private static <T> Page<T> cut(
      String call, PageRequest request, Answer<List<T>> rows, Function<T, Long> createdRevision) {
    if (rows.value().size() <= request.rows()) {
      return new Page<>(rows.revision(), rows.value(), "");
    }
    List<T> page = rows.value().subList(0, request.rows());
    PageToken next = new PageToken(rows.revision(), createdRevision.apply(page.getLast()));
    return new Page<>(rows.revision(), page, next.text(call, request.filter()));
  }

  private static long pinned(PageToken token, long newest) {
    if (token.revision() > newest || token.revision() < 0) {
      throw new Rejection(
          Reason.PAGE_TOKEN_INVALID,
          "page_token is of revision " + token.revision() + "; the log is at " + newest);
    }
    return token.revision();
  }

  private static long progress(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("select revision from progress");
        ResultSet result = select.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }
}
