package io.netledger.network.process;

import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamId;
import io.netledger.eventstore.StreamKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Follows one thing from its first event on. The events may come in any order and more than once.
 */
public final class Watch<S, E> implements AutoCloseable {

  private final StreamKind<S, ?, E> kind;
  private final String id;
  private final Watches watches;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<Long, Recorded> early = new TreeMap<>();
  private Seen<S> seen;

  Watch(StreamKind<S, ?, E> kind, String id, Watches watches) {
    this.kind = kind;
    this.id = id;
    this.watches = watches;
    this.seen = new Seen<>(id, kind.decider().initial(), -1, 0, Instant.EPOCH);
  }

  public String id() {
    return id;
  }

  public StreamId stream() {
    return kind.stream(id);
  }

  /** One more event of the thing; an event of another is ignored. */
  public void offer(Recorded recorded) {
    if (!recorded.stream().equals(stream())) {
      return;
    }
    lock.lock();
    try {
      if (recorded.sequence() > seen.sequence()) {
        early.put(recorded.sequence(), recorded);
        catchUp();
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private void catchUp() {
    Recorded next = early.remove(seen.sequence() + 1);
    while (next != null) {
      S state = kind.decider().evolve(seen.state(), kind.codec().decode(next.payload()));
      Instant created = next.sequence() == 0 ? next.metadata().time() : seen.createdAt();
      seen = new Seen<>(id, state, next.sequence(), next.revision(), created);
      next = early.remove(seen.sequence() + 1);
    }
  }

  /** Waits until the state fulfils {@code done}, at most {@code limit}; answers the last seen. */
  public Seen<S> await(Predicate<S> done, Duration limit) {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (!done.test(seen.state()) && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return now();
  }

  /** The thing as last seen. */
  public Seen<S> now() {
    lock.lock();
    try {
      return seen;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    watches.remove(this);
  }
}
