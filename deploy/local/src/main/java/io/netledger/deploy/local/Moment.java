package io.netledger.deploy.local;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The pause between two looks at something that nobody tells us about. */
final class Moment {

  private static final long MILLIS = 40;

  private Moment() {}

  static void pass() {
    try {
      boolean _ = new CountDownLatch(1).await(MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }
}
