package io.netledger.deploy.local.scale;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A TCP connection with a message there and back every 10 ms. */
final class Flow {

  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final Line line;
  private final Thread thread;
  private volatile boolean over;
  private int messages;
  private long longest;
  private @Nullable IOException failure;

  private Flow(Line line) {
    this.line = line;
    this.thread = Thread.ofPlatform().daemon().name("flow").unstarted(this::go);
  }

  static Flow start(Line line) {
    var flow = new Flow(line);
    flow.thread.start();
    return flow;
  }

  private void go() {
    try (line) {
      while (!over) {
        long begin = System.nanoTime();
        line.echo("message " + messages + "\n");
        longest = Math.max(longest, System.nanoTime() - begin);
        messages++;
        LockSupport.parkNanos(BETWEEN_NANOS);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  /**
   * Ends it: "MESSAGES MILLISECONDS", how many came back, and how long the slowest took.
   *
   * @throws IllegalStateException if one did not come back
   */
  String end(long limitNanos) {
    over = true;
    try {
      if (!thread.join(java.time.Duration.ofNanos(limitNanos))) {
        throw new IllegalStateException("message " + messages + " does not come back");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    if (failure != null) {
      throw new IllegalStateException("after " + messages + " messages: " + failure.getMessage());
    }
    return String.format(Locale.ROOT, "%d %.1f", messages, longest / 1e6);
  }
}
