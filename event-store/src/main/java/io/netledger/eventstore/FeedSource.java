package io.netledger.eventstore;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * The log as one view's processor reads it: straight from the feed, so it wakes when that grows. A
 * transaction for each append would cost more than the appends themselves, so it lets events gather
 * for a moment, unless a reader waits for them.
 */
final class FeedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

  private static final int AHEAD = 1_000;

  /** How far a view may lie behind while nobody reads it. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  private final Feed feed;
  private final Progress progress;

  FeedSource(Feed feed, Progress progress) {
    this.feed = feed;
    this.progress = progress;
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return new Stream(token == null ? 0 : token.position().orElse(0));
  }

  private final class Stream implements BlockingStream<TrackedEventMessage<?>> {

    private final Deque<Recorded> ahead = new ArrayDeque<>();
    private long position;

    Stream(long position) {
      this.position = position;
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
      return hasNextAvailable() ? Optional.of(message(ahead.getFirst())) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
      if (ahead.isEmpty()) {
        Duration patience = Duration.of(timeout, unit.toChronoUnit());
        if (feed.awaitAfter(position, patience)) {
          progress.awaitReader(position, GATHERING);
          ahead.addAll(feed.after(position, AHEAD, Duration.ZERO));
        }
      }
      return !ahead.isEmpty();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
      while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
        Thread.onSpinWait(); // it has waited a second already
      }
      Recorded next = ahead.removeFirst();
      position = next.revision();
      return message(next);
    }

    private TrackedEventMessage<?> message(Recorded event) {
      return new GenericTrackedEventMessage<>(
          new GlobalSequenceTrackingToken(event.revision()),
          new GenericEventMessage<>(
              Long.toString(event.revision()),
              event,
              MetaData.emptyInstance(),
              event.metadata().time()));
    }

    @Override
    public void close() {
      ahead.clear();
    }
  }
}
