package io.netledger.eventstore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest events, in memory, and the bell that rings when there are more. Who has fallen behind
 * reads from the log until it has caught up.
 */
final class Feed {

  /** Events kept, a power of two; some megabytes. */
  private static final int KEPT = 4096;

  private final EventLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rang = lock.newCondition();
  private final @Nullable Recorded[] ring = new @Nullable Recorded[KEPT];
  private long oldest;
  private long head;
  private int wakes;

  /** Begins after {@code head}. */
  Feed(EventLog log, long head) {
    this.log = log;
    this.head = head;
    this.oldest = head + 1;
  }

  long head() {
    lock.lock();
    try {
      return head;
    } finally {
      lock.unlock();
    }
  }

  /** Takes in consecutive events of the log; those it has already are passed over. */
  void publish(List<Recorded> events) {
    lock.lock();
    try {
      for (Recorded event : events) {
        if (event.revision() > head) {
          add(event);
        }
      }
      rang.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void add(Recorded event) {
    if (event.revision() != head + 1) {
      oldest = event.revision(); // the log has what lies between
    }
    head = event.revision();
    oldest = Math.max(oldest, head - KEPT + 1);
    ring[slot(head)] = event;
  }

  /**
   * At most {@code limit} events after {@code position}. If there are none yet, waits until there
   * are, or until {@code patience} is over or somebody calls {@link #wake}: then maybe none.
   *
   * @throws StoreUnavailable if the events must be read from the log and cannot
   */
  List<Recorded> after(long position, int limit, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (!grows(position, patience)) {
        return List.of();
      }
      if (position + 1 >= oldest) {
        return kept(position, limit);
      }
    } finally {
      lock.unlock();
    }
    return log.read(position + 1, limit);
  }

  /** Waits as {@link #after} does, and returns whether there is something after it. */
  boolean awaitAfter(long position, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return grows(position, patience);
    } finally {
      lock.unlock();
    }
  }

  private boolean grows(long position, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    int before = wakes;
    while (head <= position && left > 0 && wakes == before) {
      left = rang.awaitNanos(left);
    }
    return head > position;
  }

  private List<Recorded> kept(long position, int limit) {
    long to = Math.min(head, position + limit);
    List<Recorded> events = new ArrayList<>((int) (to - position));
    for (long revision = position + 1; revision <= to; revision++) {
      Recorded event = ring[slot(revision)];
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  private static int slot(long revision) {
    return (int) (revision & (KEPT - 1));
  }

  /** Lets everyone who waits look up. */
  void wake() {
    lock.lock();
    try {
      wakes++;
      rang.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
