package io.netledger.cli.session;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says what is waited for as soon as it takes longer than two seconds, and again every five. */
final class Patience {

  private static final long FIRST_SECONDS = 2;
  private static final long NEXT_SECONDS = 5;

  private Patience() {}

  static <T> T during(String what, PrintStream err, Supplier<T> work) {
    var done = new CountDownLatch(1);
    Thread.ofPlatform().daemon().name("patience").start(() -> tell(what, err, done));
    try {
      return work.get();
    } finally {
      done.countDown();
    }
  }

  private static void tell(String what, PrintStream err, CountDownLatch done) {
    try {
      long waited = FIRST_SECONDS;
      long pause = FIRST_SECONDS;
      while (!done.await(pause, TimeUnit.SECONDS)) {
        err.println("… " + what + " (" + waited + " s)");
        pause = NEXT_SECONDS;
        waited += NEXT_SECONDS;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
