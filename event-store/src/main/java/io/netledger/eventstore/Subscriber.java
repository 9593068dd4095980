package io.netledger.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One who follows the log, with a thread of its own. */
final class Subscriber implements Tail.Subscription {

  private static final int BATCH = 1_000;
  private static final Duration LOOK_UP = Duration.ofSeconds(1);
  private static final int RETRY = 100; // ms

  private static final Logger log = LoggerFactory.getLogger(Subscriber.class);

  private final Feed feed;
  private final Consumer<List<Recorded>> listener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile long position;

  Subscriber(Feed feed, long position, Consumer<List<Recorded>> listener) {
    this.feed = feed;
    this.position = position;
    this.listener = listener;
    thread = Thread.ofVirtual().name("ledger-subscriber").unstarted(this::run);
  }

  Subscriber start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        List<Recorded> batch = next();
        if (!batch.isEmpty()) {
          listener.accept(batch);
          position = batch.getLast().revision();
        }
      }
    } catch (InterruptedException e) {
      log.debug("interrupted", e);
    } catch (RuntimeException | Error e) {
      log.error("a listener has failed after revision {}; it hears no more", position, e);
    }
  }

  private List<Recorded> next() throws InterruptedException {
    try {
      return feed.after(position, BATCH, LOOK_UP);
    } catch (StoreUnavailable e) {
      log.debug("cannot read after {}, trying again", position, e);
      if (closing.await(RETRY, TimeUnit.MILLISECONDS)) {
        log.debug("closed while the database was away");
      }
      return List.of();
    }
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void close() {
    closing.countDown();
    feed.wake();
    if (Thread.currentThread().equals(thread)) {
      return; // the listener ends its own subscription
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
