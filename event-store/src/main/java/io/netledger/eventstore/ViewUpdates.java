package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings the tables of one view on, and builds them anew. */
final class ViewUpdates {

  /** Events of one transaction where there are many. */
  private static final int PAGE = 5_000;

  private final ViewTables tables;

  ViewUpdates(ViewTables tables) {
    this.tables = tables;
  }

  /**
   * Applies what of {@code batch} the view has not seen, and what lies between, in the caller's
   * transaction. So it does not matter from where the batches start, or whether one comes twice.
   */
  void apply(Connection connection, List<Recorded> batch) throws SQLException {
    long position = tables.take(connection);
    long last = batch.getLast().revision();
    if (batch.getFirst().revision() > position + 1) {
      position = applyFromLog(connection, position, last);
    }
    long seen = position;
    List<Recorded> news = batch.stream().filter(event -> event.revision() > seen).toList();
    if (!news.isEmpty()) {
      tables.view().apply(connection, news);
    }
    if (last > seen || position > seen) {
      tables.advance(connection, Math.max(last, position));
    }
  }

  /** Returns the last revision applied, at least {@code to} if the log has it. */
  private long applyFromLog(Connection connection, long from, long to) throws SQLException {
    long position = from;
    while (position < to) {
      List<Recorded> page = ViewTables.after(connection, position, PAGE);
      if (page.isEmpty()) {
        return position;
      }
      tables.view().apply(connection, page);
      position = page.getLast().revision();
    }
    tables.advance(connection, position);
    return position;
  }

  /** Makes the tables if they are missing, and applies what is in the log, a page a transaction. */
  void catchUp(Connection connection) throws SQLException {
    tables.make(connection);
    connection.commit();
    List<Recorded> page;
    do {
      long position = tables.take(connection);
      page = ViewTables.after(connection, position, PAGE);
      if (!page.isEmpty()) {
        tables.view().apply(connection, page);
        tables.advance(connection, page.getLast().revision());
      }
      connection.commit();
    } while (page.size() == PAGE);
  }

  /**
   * Builds the tables from the first event on in a schema of their own, while the live ones are
   * read and fed. At the end it takes the view's row, applies the last few events, and exchanges
   * the schemas in one transaction. It sends nothing anywhere: a view only writes tables.
   */
  void rebuild(Connection connection) throws SQLException {
    tables.makeEmpty(connection, tables.nextSchema());
    connection.commit();
    long position = 0;
    List<Recorded> page;
    do {
      tables.goTo(connection, tables.nextSchema());
      page = ViewTables.after(connection, position, PAGE);
      if (!page.isEmpty()) {
        tables.view().apply(connection, page);
        position = page.getLast().revision();
      }
      connection.commit();
    } while (page.size() == PAGE);
    tables.goTo(connection, tables.nextSchema());
    long live = tables.take(connection);
    while (position < live) {
      page = ViewTables.after(connection, position, PAGE);
      tables.view().apply(connection, page);
      position = page.getLast().revision();
    }
    tables.exchange(connection, position);
    connection.commit();
    tables.dropOld(connection);
    connection.commit();
  }
}
