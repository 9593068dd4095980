package io.netledger.eventstore;

import static java.util.stream.Collectors.groupingBy;

import io.netledger.eventstore.LogSession.Answer.Moved;
import io.netledger.eventstore.LogSession.Answer.Stored;
import io.netledger.eventstore.LogSession.Answer.Used;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread of this replica that appends. It takes all units of work that wait, decides them
 * one after the other and stores them with one statement: while one group commits, the next one
 * gathers.
 *
 * <p>It decides on the head of the log that it remembers, and the statement stores nothing if
 * another replica has moved it. Then, and for a while after, it locks first and reads what is new,
 * so that no replica starves another.
 */
final class Writer implements AutoCloseable {

  private static final int GROUP = 512;

  /** Events read at once when another replica has appended. */
  private static final int PAGE = 5_000;

  /** How long a unit waits for a database that is away. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long after another replica's append to lock first. */
  private static final Duration CONTENDED = Duration.ofSeconds(1);

  /** Conflicts in a row that are taken for other writers and not for something wrong. */
  private static final int CONFLICTS = 10;

  private static final Duration RECONNECT = Duration.ofMillis(50);

  private static final Logger log = LoggerFactory.getLogger(Writer.class);

  private final Reconnecting database;
  private final InstantSource clock;
  private final Consumer<List<Recorded>> tail;
  private final BlockingQueue<Unit> waiting = new LinkedBlockingQueue<>();
  private final States states = new States();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;

  private Head head;
  private long contendedUntil = System.nanoTime();

  /**
   * @param head of the log, not necessarily the newest
   * @param tail gets every event after {@code head} as soon as it is durable, in order
   */
  Writer(Connector connector, Head head, InstantSource clock, Consumer<List<Recorded>> tail) {
    this.database = new Reconnecting(connector);
    this.head = head;
    this.clock = clock;
    this.tail = tail;
    thread = Thread.ofPlatform().name("ledger-writer").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The server's process that appends for this replica. */
  int backend() {
    return database.backend();
  }

  void submit(Unit unit) {
    waiting.add(unit);
    if (closed() && waiting.remove(unit)) {
      unit.answer().completeExceptionally(new StoreUnavailable("the ledger is closed"));
    }
  }

  private void run() {
    List<Unit> units = new ArrayList<>(GROUP);
    try {
      while (!closed()) {
        units.add(waiting.take());
        waiting.drainTo(units, GROUP - 1);
        carryOutOrFail(units);
        units.clear();
      }
    } catch (InterruptedException e) {
      log.debug("the writer ends");
    } catch (Throwable e) { // nobody else could say it
      log.error("the writer has failed", e);
    } finally {
      closing.countDown();
      waiting.drainTo(units);
      fail(units, _ -> true, new StoreUnavailable("the ledger is closed"));
      database.disconnect();
    }
  }

  /** A mistake of ours costs a group, not the writer. */
  private void carryOutOrFail(List<Unit> units) throws InterruptedException {
    try {
      carryOut(units);
    } catch (RuntimeException e) {
      log.error("a group of {} has failed", units.size(), e);
      database.disconnect();
      states.clear();
      fail(units, _ -> true, new IllegalStateException("the writer has failed: " + e, e));
    }
  }

  /** Stores {@code units} together, in as many tries as it takes, and answers their callers. */
  private void carryOut(List<Unit> units) throws InterruptedException {
    List<Unit> open = new ArrayList<>(units);
    Group unanswered = null;
    for (int misses = 0; !open.isEmpty(); misses++) {
      Group group = unanswered;
      try {
        LogSession session = database.session();
        boolean locked = misses > 0 || System.nanoTime() - contendedUntil < 0;
        if (locked) {
          session.lock();
          catchUp(session);
          if (unanswered != null && isStored(unanswered, session)) {
            session.commit();
            unanswered.answer();
            return;
          }
        }
        group = Group.decide(open, states, session, head, clock);
        if (store(group, open, session, locked)) {
          return;
        }
      } catch (SQLException e) {
        if (SqlFailures.away(e)) {
          unanswered = group;
          pause(open, e);
        } else {
          database.undo();
          if (!SqlFailures.conflict(e) || misses == CONFLICTS) {
            singly(open, e);
            return;
          }
        }
      }
    }
  }

  /** Whether all callers are answered. */
  private boolean store(Group group, List<Unit> open, LogSession session, boolean locked)
      throws SQLException {
    return switch (session.append(head, group.events(), group.claims())) {
      case Stored _ -> {
        if (locked) {
          session.commit();
        }
        states.put(group.changed());
        head = group.end();
        if (!group.events().isEmpty()) {
          tail.accept(group.events());
        }
        group.answer();
        yield true;
      }
      case Moved _ -> {
        session.rollback();
        yield false;
      }
      case Used(Set<String> requestIds) -> {
        answer(open, session.requests(requestIds));
        session.rollback();
        yield false;
      }
    };
  }

  /** Answers those units whose request id has {@code earlier} events. */
  private static void answer(List<Unit> open, List<Recorded> earlier) {
    Map<String, List<Recorded>> byRequest =
        earlier.stream().collect(groupingBy(event -> event.metadata().origin().requestId()));
    open.removeIf(unit -> {
      List<Recorded> events = byRequest.get(unit.origin().requestId());
      if (!unit.claims() || events == null) {
        return false;
      }
      Group.answer(Group.repeated(unit, events));
      return true;
    });
  }

  /** Takes in what others have appended. Inside the lock nothing can come after it. */
  private void catchUp(LogSession session) throws SQLException {
    List<Recorded> page = session.after(head.revision(), PAGE);
    if (page.isEmpty() ? !session.head().sameAs(head) : !follows(page.getFirst())) {
      log.error("the log is not the one that had revision {} {}", head.revision(), head.hash());
      states.clear();
      head = session.head();
      return;
    }
    while (!page.isEmpty()) {
      page.forEach(states::follow);
      head = Head.of(page.getLast());
      tail.accept(page);
      contendedUntil = System.nanoTime() + CONTENDED.toNanos();
      page = session.after(head.revision(), PAGE);
    }
  }

  private boolean follows(Recorded event) {
    return event.revision() == head.revision() + 1 && event.previousHash().equals(head.hash());
  }

  /**
   * Whether a group was stored whose commit was not answered. Only inside the lock this is final.
   */
  private static boolean isStored(Group group, LogSession session) throws SQLException {
    List<Recorded> there = session.after(group.end().revision() - 1, 1);
    return !group.events().isEmpty()
        && !there.isEmpty()
        && there.getFirst().hash().equals(group.end().hash());
  }

  /** Something in the group cannot be stored: it shall not take the others with it. */
  private void singly(List<Unit> open, SQLException e) throws InterruptedException {
    if (open.size() == 1) {
      fail(
          open, _ -> true, new IllegalStateException("the database refuses: " + e.getMessage(), e));
      return;
    }
    log.warn("a group of {} cannot be stored, trying one by one", open.size(), e);
    for (Unit unit : open) {
      carryOut(List.of(unit));
    }
  }

  /** After a failure of the database: gives up what has waited too long, and lets time pass. */
  private void pause(List<Unit> open, SQLException e) throws InterruptedException {
    database.isAway(e);
    boolean closed = closing.await(RECONNECT.toMillis(), TimeUnit.MILLISECONDS);
    long now = System.nanoTime();
    Predicate<Unit> late = unit -> closed || now - unit.since() > PATIENCE.toNanos();
    fail(open, late, new StoreUnavailable("the database is away; it may be stored or not", e));
    fail(waiting, late, new StoreUnavailable("the database is away; nothing is stored", e));
  }

  private static void fail(Collection<Unit> units, Predicate<Unit> which, RuntimeException why) {
    units.removeIf(unit -> which.test(unit) && unit.answer().completeExceptionally(why));
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  /** Ends after the group in hand; what still waits is not stored. */
  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
