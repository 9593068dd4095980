package io.netledger.eventstore;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/**
 * An open event store: the log of one service, the streams in it and the views of it. Closing ends
 * the writer, the tail and the views; what was answered is stored.
 */
public final class Ledger implements AutoCloseable {

  private final LedgerDatabase database;
  private final HikariDataSource pool;
  private final EventLog log;
  private final Feed feed;
  private final Writer writer;
  private final Ear ear;
  private final Streams streams;
  private final Tail tail;
  private final Views views;
  private List<ViewFeeder> feeders = List.of();

  private Ledger(LedgerDatabase database, HikariDataSource pool, List<View> views) {
    this.database = database;
    this.pool = pool;
    log = new EventLog(pool);
    Connector writing = () -> database.connect("ledger writer");
    Head head = head(writing);
    feed = new Feed(log, head.revision());
    writer = new Writer(writing, head, InstantSource.system(), feed::publish);
    ear = new Ear(() -> database.connect("ledger ear"), writer::backend, feed);
    streams = new Streams(writer);
    tail = new Tail(feed);
    this.views = new Views(views, pool, feed);
  }

  /**
   * Connects, makes or migrates the tables, brings the views up to date and keeps them so.
   *
   * @throws StoreUnavailable if the database is not there within the settings' patience
   */
  public static Ledger open(LedgerSettings settings, List<View> views) {
    LedgerDatabase database = new LedgerDatabase(settings);
    database.migrate();
    HikariDataSource pool = pool(settings, views);
    try {
      Ledger ledger = new Ledger(database, pool, views);
      ledger.start();
      return ledger;
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private void start() {
    feeders = views.start();
    writer.start();
    ear.start();
  }

  private static Head head(Connector connector) {
    try (Connection connection = connector.connect();
        LogSession session = new LogSession(connection)) {
      return session.head();
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot read the head of the log", e);
    }
  }

  private static HikariDataSource pool(LedgerSettings settings, List<View> views) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("ledger");
    config.setDataSource(settings.dataSource());
    config.setConnectionInitSql(
        "SET application_name = 'ledger reader'; SET search_path = "
            + Views.searchPath(views)
            + "; "
            + LedgerDatabase.SESSION);
    config.setMaximumPoolSize(settings.connections() + views.size());
    config.setMinimumIdle(Math.min(settings.connections(), views.size() + 2));
    config.setConnectionTimeout(10_000); // ms; a server that restarts takes some seconds
    return new HikariDataSource(config);
  }

  public Streams streams() {
    return streams;
  }

  public EventLog log() {
    return log;
  }

  public Tail tail() {
    return tail;
  }

  public Views views() {
    return views;
  }

  public Proofs proofs() {
    return new Proofs(pool);
  }

  public Checkpoints checkpoints() {
    return new Checkpoints(pool);
  }

  /** Signs checkpoints until it is closed. */
  public Sealer seal(Sealing how) {
    return new Sealer(log, proofs(), checkpoints(), how, InstantSource.system()).start();
  }

  /**
   * Begins to write a log that was exported from elsewhere.
   *
   * @throws LogNotEmpty if there is one already
   */
  public LogImport beginImport() {
    return LogImport.begin(() -> database.connect("ledger import"), feed);
  }

  @Override
  public void close() {
    writer.close();
    ear.close();
    views.stop(feeders);
    pool.close();
  }
}
