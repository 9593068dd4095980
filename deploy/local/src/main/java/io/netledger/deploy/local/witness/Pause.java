package io.netledger.deploy.local.witness;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for something that nobody tells us about. */
public final class Pause {

  private Pause() {}

  public static void millis(long millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** Whether {@code condition} held within {@code limit}, asked every few milliseconds. */
  public static boolean until(BooleanSupplier condition, Duration limit, long everyMillis) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      millis(everyMillis);
    }
    return true;
  }
}
