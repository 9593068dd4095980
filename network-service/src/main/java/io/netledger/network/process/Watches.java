package io.netledger.network.process;

import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamId;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Tail;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Lets callers wait until a thing is where they want it, whichever replica brings it there. */
public final class Watches implements AutoCloseable {

  private final EventLog log;
  private final Map<StreamId, List<Watch<?, ?>>> watches = new ConcurrentHashMap<>();
  private final Tail.Subscription subscription;

  public Watches(EventLog log, Tail tail) {
    this.log = log;
    this.subscription = tail.subscribe(tail.head(), events -> events.forEach(this::deliver));
  }

  /** Watches a thing that does not exist yet: its first event will be seen. */
  public <S, E> Watch<S, E> onNew(StreamKind<S, ?, E> kind, String id) {
    Watch<S, E> watch = new Watch<>(kind, id, this);
    watches.computeIfAbsent(watch.stream(), _ -> new CopyOnWriteArrayList<>()).add(watch);
    return watch;
  }

  /** Watches a thing that exists; reads its history. */
  public <S, E> Watch<S, E> onExisting(StreamKind<S, ?, E> kind, String id) {
    Watch<S, E> watch = onNew(kind, id);
    log.stream(watch.stream()).forEach(watch::offer);
    return watch;
  }

  private void deliver(Recorded recorded) {
    watches.getOrDefault(recorded.stream(), List.of()).forEach(watch -> watch.offer(recorded));
  }

  void remove(Watch<?, ?> watch) {
    watches.computeIfPresent(
        watch.stream(),
        (_, others) -> {
          others.remove(watch);
          return others.isEmpty() ? null : others;
        });
  }

  @Override
  public void close() {
    subscription.close();
  }
}
