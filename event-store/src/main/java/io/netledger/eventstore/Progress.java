package io.netledger.eventstore;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far a view is, and the bell that rings when it gets further. */
final class Progress {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition further = lock.newCondition();
  private long revision;

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
      while (revision < wanted && left > 0) {
        left = further.awaitNanos(left);
      }
      return revision >= wanted;
    } finally {
      lock.unlock();
    }
  }
}
