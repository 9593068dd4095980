package io.netledger.cli.history;

import io.netledger.cli.session.Session;
import java.util.concurrent.TimeUnit;

/** Says how far something with many steps is: after two seconds, and then once a second. */
final class Meter {

  private static final long FIRST = TimeUnit.SECONDS.toNanos(2);
  private static final long NEXT = TimeUnit.SECONDS.toNanos(1);

  private final Session session;
  private final String what;
  private final long total;
  private long done;
  private long sayAt = System.nanoTime() + FIRST;

  Meter(Session session, String what, long total) {
    this.session = session;
    this.what = what;
    this.total = total;
  }

  /** One more step is done. */
  void step() {
    done++;
    long now = System.nanoTime();
    if (now - sayAt >= 0) {
      session.note("… %s: %d of %d events".formatted(what, done, total));
      sayAt = now + NEXT;
    }
  }
}
