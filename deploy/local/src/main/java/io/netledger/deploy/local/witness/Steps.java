package io.netledger.deploy.local.witness;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Says what is being done; often enough, and not too often. Threads may share it. */
public final class Steps {

  private static final long BETWEEN = TimeUnit.SECONDS.toNanos(2);

  private final PrintStream out;
  private final long begin = System.nanoTime();
  private long last;

  public Steps(PrintStream out) {
    this.out = out;
  }

  /** Something begins. */
  public synchronized void say(String text) {
    last = System.nanoTime();
    out.printf(Locale.ROOT, "  %6.1f s  %s%n", (last - begin) / 1e9, text);
    out.flush();
  }

  /** {@code done} of {@code all} are done: said if nothing was for two seconds. */
  public synchronized void tick(String what, int done, int all) {
    if (System.nanoTime() - last > BETWEEN) {
      say("  " + what + ": " + done + " of " + all);
    }
  }

  /** Something is waited for: said if nothing was for two seconds. */
  public synchronized void waiting(String what) {
    if (System.nanoTime() - last > BETWEEN) {
      say("  waiting: " + what);
    }
  }
}
