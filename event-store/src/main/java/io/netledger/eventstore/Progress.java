package io.netledger.eventstore;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a view is, how far its readers want it to be, and the bells that ring for both. */
final class Progress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition further = lock.newCondition();
  private final Condition asked = lock.newCondition();
  private long revision;
  private long wanted;

  void reached(long reached) {
    lock.lock();
    try {
      revision = Math.max(revision, reached);
      further.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long revision() {
    lock.lock();
    try {
      return revision;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@code wanted} is reached, at most {@code millis}; returns whether it is. */
  boolean await(long wanted, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      if (revision < wanted && this.wanted < wanted) {
        this.wanted = wanted;
        asked.signalAll();
      }
      while (revision < wanted && left > 0) {
        left = further.awaitNanos(left);
      }
      return revision >= wanted;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a reader wants more than {@code position}, at most {@code limit}. */
  void awaitReader(long position, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (wanted <= position && left > 0) {
        left = asked.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
