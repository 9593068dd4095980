package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other replicas append and brings it into the feed. PostgreSQL's NOTIFY says at once
 * that there is something; looking twice a second finds what a lost connection made it miss.
 */
final class Ear implements AutoCloseable {

  private static final int LOOK_EVERY = 500; // ms
  private static final int RECONNECT = 100; // ms
  private static final int PAGE = 2_000;

  private static final Logger log = LoggerFactory.getLogger(Ear.class);

  private final Connector connector;
  private final IntSupplier writer;
  private final Feed feed;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Connection connection;

  /**
   * @param writer the server's process that appends for this replica: what it says is in the feed
   *     anyway
   */
  Ear(Connector connector, IntSupplier writer, Feed feed) {
    this.connector = connector;
    this.writer = writer;
    this.feed = feed;
    thread = Thread.ofPlatform().name("ledger-ear").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    try {
      for (boolean away = false; !closed(); ) {
        try (Connection connected = connector.connect();
            LogSession session = new LogSession(connected)) {
          connection = connected;
          if (away) {
            log.info("the database is back");
            away = false;
          }
          listen(connected, session);
        } catch (SQLException e) {
          if (!away && !closed()) {
            log.warn("the database is away: {}", e.getMessage());
            away = true;
          }
          away |= closing.await(RECONNECT, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      log.debug("interrupted", e);
    }
  }

  private void listen(Connection connected, LogSession session) throws SQLException {
    try (Statement statement = connected.createStatement()) {
      statement.execute("LISTEN ledger");
    }
    PGConnection notifications = connected.unwrap(PGConnection.class);
    catchUp(session); // what came before LISTEN
    while (!closed()) {
      PGNotification[] heard = notifications.getNotifications(LOOK_EVERY);
      if (heard == null || heard.length == 0 || isNew(heard)) {
        catchUp(session);
      }
    }
  }

  /** Reading own appends once more, because they are heard sooner than told, would cost CPU. */
  private boolean isNew(PGNotification[] heard) {
    int own = writer.getAsInt();
    return Arrays.stream(heard)
        .anyMatch(
            each -> each.getPID() != own && Long.parseLong(each.getParameter()) > feed.head());
  }

  private void catchUp(LogSession session) throws SQLException {
    List<Recorded> page;
    do {
      page = session.after(feed.head(), PAGE);
      if (!page.isEmpty()) {
        feed.publish(page);
      }
    } while (page.size() == PAGE);
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  @Override
  public void close() {
    closing.countDown();
    try {
      Connection open = connection;
      if (open != null) {
        open.abort(Runnable::run); // it may be waiting for a notification
      }
      thread.join();
    } catch (SQLException e) {
      log.debug("closing", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
