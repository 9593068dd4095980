package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the views of a service up to date and lets them be read. */
public final class Views {

  /** How often to ask the database while another replica feeds the view. */
  private static final long ASK_EVERY = 20; // ms

  private static final Logger log = LoggerFactory.getLogger(Views.class);

  private final DataSource database;
  private final Feed feed;
  private final Map<String, Fed> views = new LinkedHashMap<>();

  Views(List<View> views, DataSource database, Feed feed) {
    this.database = database;
    this.feed = feed;
    for (View view : views) {
      Fed fed = new Fed(new ViewTables(view), new Progress());
      if (this.views.put(view.name(), fed) != null) {
        throw new IllegalArgumentException("two views are named " + view.name());
      }
    }
  }

  private record Fed(ViewTables tables, Progress progress) {}

  /** The schemas of the views, for a connection's search path. */
  static String searchPath(List<View> views) {
    return views.stream()
        .map(view -> new ViewTables(view).schema() + ", ")
        .collect(Collectors.joining("", "", "public"));
  }

  /** Makes what is missing and starts to feed. Returns when the views have seen the log. */
  List<ViewFeeder> start() {
    ViewTransactions transactions = new ViewTransactions(database);
    List<ViewFeeder> feeders =
        views.values().stream().map(fed -> feeder(fed, transactions)).toList();
    feeders.forEach(ViewFeeder::start);
    return feeders;
  }

  private ViewFeeder feeder(Fed fed, ViewTransactions transactions) {
    inTransactions(connection -> new ViewUpdates(fed.tables()).catchUp(connection));
    long position = position(fed.tables().view());
    fed.progress().reached(position);
    return new ViewFeeder(fed.tables(), position, feed, transactions, fed.progress());
  }

  void stop(List<ViewFeeder> feeders) {
    CompletableFuture<?>[] stopping =
        feeders.stream().map(ViewFeeder::stop).toArray(CompletableFuture<?>[]::new);
    feed.wake();
    CompletableFuture.allOf(stopping).join();
  }

  /**
   * Waits until {@code view} has seen {@code revision}.
   *
   * @throws StoreUnavailable if it has not after {@code limit}
   */
  public void awaitRevision(View view, long revision, Duration limit) {
    Fed fed = fed(view);
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!fed.progress().await(revision, ASK_EVERY)) {
        fed.progress().reached(position(view)); // another replica may feed it
        if (System.nanoTime() - deadline > 0 && !fed.progress().await(revision, 0)) {
          throw new StoreUnavailable(
              "view " + view.name() + " has not reached revision " + revision + " in " + limit);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted while waiting for view " + view.name(), e);
    }
  }

  /**
   * Reads the tables of all views of the service, in one read-only transaction with one snapshot;
   * the tables are found by their names without a schema.
   *
   * @throws StoreUnavailable if the database does not answer
   */
  public <T> T read(Reading<T> reading) {
    while (true) {
      try (Connection connection = database.getConnection()) {
        Map<Fed, Long> reached = reached();
        connection.setAutoCommit(false);
        try {
          if (snapshot(connection, reached)) {
            return reading.read(connection);
          }
        } finally {
          connection.rollback();
        }
      } catch (SQLException e) {
        throw failure(e);
      }
      restore();
    }
  }

  private Map<Fed, Long> reached() {
    return views.values().stream()
        .collect(Collectors.toMap(fed -> fed, fed -> fed.progress().revision()));
  }

  /**
   * Begins to read. False if a view is not as far there as it was: a crash of the server takes the
   * last transactions of the views with it, see {@link ViewTables#take(Connection)}.
   */
  private static boolean snapshot(Connection connection, Map<Fed, Long> reached)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // One round trip.
      statement.execute(
          "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;"
              + " SELECT name, version, revision FROM ledger.view");
      statement.getMoreResults();
      try (ResultSet rows = statement.getResultSet()) {
        Map<String, Long> found = new HashMap<>();
        while (rows.next()) {
          found.put(rows.getString(1) + " " + rows.getString(2), rows.getLong(3));
        }
        return reached.entrySet().stream()
            .allMatch(each -> found.getOrDefault(key(each.getKey()), 0L) >= each.getValue());
      }
    }
  }

  private static String key(Fed fed) {
    View view = fed.tables().view();
    return view.name() + " " + view.version();
  }

  private void restore() {
    log.warn("the views have lost their last transactions with the database; catching up");
    for (Fed fed : views.values()) {
      inTransactions(connection -> new ViewUpdates(fed.tables()).catchUp(connection));
    }
  }

  /** The last revision that {@code view} has seen. */
  public long position(View view) {
    ViewTables tables = fed(view).tables();
    try (Connection connection = database.getConnection()) {
      return tables.position(connection);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Computes {@code view} again from the whole log, beside the live one, then puts it in its place.
   * Two rebuilds of one view at the same time spoil each other: one of them fails.
   */
  public void rebuild(View view) {
    long begin = System.nanoTime();
    inTransactions(connection -> new ViewUpdates(fed(view).tables()).rebuild(connection));
    log.info(
        "view {} rebuilt in {} ms",
        view.name(),
        Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  private Fed fed(View view) {
    Fed fed = views.get(view.name());
    if (fed == null) {
      throw new IllegalArgumentException("no view is named " + view.name());
    }
    return fed;
  }

  private void inTransactions(Updating updating) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        updating.update(connection);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static RuntimeException failure(SQLException e) {
    return SqlFailures.away(e)
        ? new StoreUnavailable("the database is away: " + e.getMessage(), e)
        : new IllegalStateException("the database refuses: " + e.getMessage(), e);
  }

  private interface Updating {
    void update(Connection connection) throws SQLException;
  }

  /** What is read in one transaction. */
  @FunctionalInterface
  public interface Reading<T> {
    T read(Connection connection) throws SQLException;
  }
}
