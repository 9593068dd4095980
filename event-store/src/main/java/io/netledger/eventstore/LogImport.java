package io.netledger.eventstore;

import io.netledger.proof.Hash;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a log that was exported from elsewhere, as it was, hashes too: all of it or nothing. While
 * it is open nobody else appends. To this replica the events come as those of another one do.
 */
public final class LogImport implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BATCH = 1_000;

  private final LogSession session;
  private final Feed feed;
  private final HashChain chain = new HashChain();
  private final List<Recorded> waiting = new ArrayList<>();
  private Head head = Head.START;
  private Head stored = Head.START;

  private LogImport(LogSession session, Feed feed) {
    this.session = session;
    this.feed = feed;
  }

  static LogImport begin(Connector connector, Feed feed) {
    try {
      LogSession session = new LogSession(connector.connect());
      LogImport begun = new LogImport(session, feed);
      session.lock();
      long revision = session.head().revision();
      if (revision > 0) {
        begun.close();
        throw new LogNotEmpty(revision);
      }
      return begun;
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot begin to import", e);
    }
  }

  /** The hash of the last event that was added. */
  public Hash hash() {
    return head.hash();
  }

  /**
   * The next event; its previous hash is that of the one before.
   *
   * @throws EventDamaged if it does not follow that one, or is not what was hashed
   */
  public void add(Recorded event) {
    if (event.revision() != head.revision() + 1) {
      throw new EventDamaged(
          "revision %d follows revision %d; expected revision %d"
              .formatted(event.revision(), head.revision(), head.revision() + 1));
    }
    if (!event.previousHash().equals(head.hash()) || !chain.hash(event).equals(event.hash())) {
      throw new EventDamaged(
          "revision %d is changed: its hash is not that of its content after revision %d"
              .formatted(event.revision(), head.revision()));
    }
    head = Head.of(event);
    waiting.add(event);
    if (waiting.size() == BATCH) {
      store();
    }
  }

  private void store() {
    try {
      switch (session.append(stored, waiting, List.of())) {
        case LogSession.Answer.Stored _ -> {
          stored = head;
          waiting.clear();
        }
        case LogSession.Answer.Moved _, LogSession.Answer.Used _ ->
            throw new IllegalStateException("somebody appends inside the lock");
      }
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot import", e);
    }
  }

  /** Makes it durable, and returns the last revision when this replica has it. */
  public long commit() {
    store();
    try {
      session.commit();
      if (!feed.awaitAfter(stored.revision() - 1, PATIENCE)) {
        throw new StoreUnavailable("what was imported is not heard of");
      }
      return stored.revision();
    } catch (SQLException e) {
      throw new StoreUnavailable("it is not known whether the import was stored", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailable("interrupted after the import", e);
    }
  }

  /** Without a commit nothing has happened. */
  @Override
  public void close() {
    try (session) {
      session.rollback();
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot end the import", e);
    }
  }
}
