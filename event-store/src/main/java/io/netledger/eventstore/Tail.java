package io.netledger.eventstore;

import java.util.List;
import java.util.function.Consumer;

/**
 * Follows the log as it grows. Own appends arrive at once, those of other replicas by NOTIFY with
 * polling as the net under it. It reconnects by itself.
 */
public final class Tail {

  private final Feed feed;

  Tail(Feed feed) {
    this.feed = feed;
  }

  /** The newest revision known here; at least what this replica appended. */
  public long head() {
    return feed.head();
  }

  /**
   * Delivers every event after {@code afterRevision} once, in order and without gaps, on a virtual
   * thread of the subscription's own: a slow listener delays nobody else. A batch is never empty. A
   * listener that throws ends its subscription.
   */
  public Subscription subscribe(long afterRevision, Consumer<List<Recorded>> listener) {
    return new Subscriber(feed, afterRevision, listener).start();
  }

  /** Ends with {@link #close}, which returns when the listener runs no more. */
  public interface Subscription extends AutoCloseable {

    /** The last revision the listener has returned from. */
    long position();

    @Override
    void close();
  }
}
