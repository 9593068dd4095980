package io.netledger.network.plan;

import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.Tail;
import io.netledger.network.Happening;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The plan of every host, at the newest revision that this replica knows. What it answers never
 * changes afterwards.
 */
public final class HostPlans implements AutoCloseable {

  private static final int MEMORY = 20_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final PlanFold fold;
  private final Consumer<Happening> beside;
  private final Map<String, Set<Watch>> watches = new ConcurrentHashMap<>();
  private long revision;
  private Tail.Subscription subscription = new Unsubscribed();

  HostPlans() {
    this(MEMORY, _ -> {});
  }

  /**
   * @param memory how many gone things are remembered for each host
   */
  HostPlans(int memory, Consumer<Happening> beside) {
    this.fold = new PlanFold(memory);
    this.beside = beside;
  }

  /** As below, alone. */
  public static HostPlans follow(EventLog log, Tail tail) {
    return follow(log, tail, _ -> {});
  }

  /**
   * Learns the whole log, then follows its tail until {@link #close}.
   *
   * @param beside learns with the plans, so that the log is read once
   */
  public static HostPlans follow(EventLog log, Tail tail, Consumer<Happening> beside) {
    HostPlans plans = new HostPlans(MEMORY, beside);
    long head = log.head();
    if (head > 0) {
      log.scan(1, head, recorded -> plans.apply(List.of(recorded)));
    }
    plans.subscription = tail.subscribe(head, plans::apply);
    return plans;
  }

  /** Tells of changes of one host's plan; ends with {@link #close}. */
  public final class Watch implements AutoCloseable {

    private final String host;
    private final Runnable listener;

    private Watch(String host, Runnable listener) {
      this.host = host;
      this.listener = listener;
    }

    @Override
    public void close() {
      watches.computeIfPresent(
          host,
          (_, others) -> {
            others.remove(this);
            return others.isEmpty() ? null : others;
          });
    }
  }

  /**
   * Runs {@code listener} after each change of the host's plan, on the thread that brings the
   * events: it must not block.
   */
  public Watch watch(String host, Runnable listener) {
    Watch watch = new Watch(host, listener);
    watches.compute(
        host,
        (_, others) -> {
          Set<Watch> all = others == null ? ConcurrentHashMap.newKeySet() : others;
          all.add(watch);
          return all;
        });
    return watch;
  }

  /** The newest revision that the plans reflect. */
  public long revision() {
    lock.lock();
    try {
      return revision;
    } finally {
      lock.unlock();
    }
  }

  /** The revision of the last event that changed the host's plan; 0 if none did. */
  public long revisionOf(String host) {
    lock.lock();
    try {
      return fold.revision(host);
    } finally {
      lock.unlock();
    }
  }

  /** All that the host shall hold. */
  public HostPlan plan(String host) {
    lock.lock();
    try {
      return fold.plan(host, revision);
    } finally {
      lock.unlock();
    }
  }

  /** The endpoint or sandbox is in the host's plan. */
  public boolean wants(String host, String id) {
    lock.lock();
    try {
      return fold.shelf(host).has(id);
    } finally {
      lock.unlock();
    }
  }

  /** The hosts of all sandboxes that are not removed, by the sandboxes' ids. */
  public Map<String, String> placed() {
    lock.lock();
    try {
      return fold.placed();
    } finally {
      lock.unlock();
    }
  }

  /** What is different since {@code since}; empty if that is too long ago to be known. */
  public Optional<PlanChanges> changesSince(String host, long since) {
    lock.lock();
    try {
      return fold.changesSince(host, since, revision);
    } finally {
      lock.unlock();
    }
  }

  /** What the host's word for {@code reached} tells that the log does not know yet. */
  public Due due(String host, long reached) {
    lock.lock();
    try {
      return fold.shelf(host).due(reached);
    } finally {
      lock.unlock();
    }
  }

  /** The lowest revision that the log waits for the host's word about. */
  public long firstDue(String host) {
    lock.lock();
    try {
      return fold.shelf(host).firstDue();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the plans reflect {@code wanted}; false if they do not after {@code limit}. */
  public boolean await(long wanted, Duration limit) {
    long nanos = limit.toNanos();
    lock.lock();
    try {
      while (revision < wanted && nanos > 0) {
        nanos = grown.awaitNanos(nanos);
      }
      return revision >= wanted;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    subscription.close();
  }

  void apply(List<Recorded> batch) {
    Set<String> changed;
    lock.lock();
    try {
      for (Recorded recorded : batch) {
        Happening.of(recorded)
            .forEach(happening -> {
              fold.apply(happening);
              beside.accept(happening);
            });
      }
      revision = batch.getLast().revision();
      changed = fold.takeChanged();
      grown.signalAll();
    } finally {
      lock.unlock();
    }
    for (String host : changed) {
      watches.getOrDefault(host, Set.of()).forEach(watch -> watch.listener.run());
    }
  }

  private static final class Unsubscribed implements Tail.Subscription {

    @Override
    public long position() {
      return 0;
    }

    @Override
    public void close() {
      // nothing to end
    }
  }
}
