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

/** The log as Axon's processors read it: straight from the feed, so they wake when it grows. */
final class FeedSource implements StreamableMessageSource<TrackedEventMessage<?>> {

  private static final int AHEAD = 1_000;

  private final Feed feed;

  FeedSource(Feed feed) {
    this.feed = feed;
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
        ahead.addAll(feed.after(position, AHEAD, patience));
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
