package io.netledger.eventstore;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's session with the database, made anew whenever it is lost. */
final class Reconnecting {

  private static final Logger log = LoggerFactory.getLogger(Reconnecting.class);

  private final Connector connector;
  private @Nullable LogSession session;
  private boolean away;
  private volatile int backend;

  Reconnecting(Connector connector) {
    this.connector = connector;
  }

  LogSession session() throws SQLException {
    if (session == null) {
      session = new LogSession(connector.connect());
      backend = session.backend();
      if (away) {
        log.info("the database is back");
        away = false;
      }
    }
    return session;
  }

  /** The server's process that serves this; may be asked by any thread. */
  int backend() {
    return backend;
  }

  /** After a failure that means that the session is of no more use. */
  void isAway(SQLException e) {
    if (!away) {
      log.warn("the database is away: {}", e.getMessage());
      away = true;
    }
    disconnect();
  }

  /** Ends the transaction, if there is one, with nothing stored. */
  void undo() {
    try {
      if (session != null) {
        session.rollback();
      }
    } catch (SQLException e) {
      isAway(e);
    }
  }

  void disconnect() {
    try {
      if (session != null) {
        session.close();
      }
    } catch (SQLException e) {
      log.debug("closing a broken connection", e);
    } finally {
      session = null;
    }
  }
}
