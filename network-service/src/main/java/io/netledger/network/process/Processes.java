package io.netledger.network.process;

import io.netledger.eventstore.Appended;
import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StoreUnavailable;
import io.netledger.eventstore.StreamId;
import io.netledger.eventstore.Streams;
import io.netledger.eventstore.Tail;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.network.ipam.IpamClient;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the steps of all processes. A step runs at once, in the thread that learned of it;
 * what a dead replica has left, a sweep over the log's open ends takes up. Steps of one thing never
 * run side by side here, and are safe to run side by side on two replicas.
 */
public final class Processes implements Appends, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Processes.class);

  /** How long a thing may wait for its step before a sweep asks whether it was forgotten. */
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private static final long FIRST_RETRY_MILLIS = 50;
  private static final int MOST_DOUBLINGS = 5; // 1.6 s

  private final Streams streams;
  private final Performer performer;
  private final InstantSource clock = InstantSource.system();
  private final Backlog backlog = new Backlog();
  private final Claims claims = new Claims();
  private final Map<StreamId, Integer> failures = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("process-timer").factory());
  private volatile Optional<Tail.Subscription> subscription = Optional.empty();

  public Processes(Streams streams, Intake intake, IpamClient ipam) {
    this.streams = streams;
    this.performer = new Performer(intake, ipam);
  }

  /** Takes up what was left undone, now and from time to time, until {@link #close}. */
  public void start(EventLog log, Tail tail) {
    long head = tail.head();
    if (head > 0) {
      log.scan(1, head, backlog::note);
    }
    subscription = Optional.of(tail.subscribe(head, events -> events.forEach(backlog::note)));
    backlog.olderThan(clock.instant()).forEach(this::resumeInBackground);
    var _ =
        timer.scheduleWithFixedDelay(
            this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    backlog.olderThan(clock.instant().minus(SWEEP)).stream()
        .filter(recorded -> !claims.isTaken(recorded.stream()))
        .filter(recorded -> !failures.containsKey(recorded.stream()))
        .forEach(this::resumeInBackground);
  }

  private void resumeInBackground(Recorded cause) {
    var _ = Thread.startVirtualThread(() -> resume(cause.stream(), cause));
  }

  @Override
  public Appended append(Origin origin, Consumer<Work> decision) {
    Traced traced = new Traced(decision);
    Appended appended = streams.append(origin, traced);
    traced.steps().forEach(step -> inBackground(step, appended));
    return appended;
  }

  /**
   * Carries out what follows from an append of this replica: a single step in this thread, several
   * beside each other in the background.
   */
  public void carryOut(List<Step> steps, Appended appended) {
    if (steps.size() == 1) {
      Step step = steps.getFirst();
      cause(step.stream(), appended.events()).ifPresent(cause -> run(step, cause));
    } else {
      steps.forEach(step -> inBackground(step, appended));
    }
  }

  private void inBackground(Step step, Appended appended) {
    cause(step.stream(), appended.events())
        .ifPresent(cause -> Thread.startVirtualThread(() -> run(step, cause)));
  }

  /** The thing's last event among these; else the last of all. */
  private static Optional<Recorded> cause(StreamId stream, List<Recorded> events) {
    return events.reversed().stream()
        .filter(event -> event.stream().equals(stream))
        .findFirst()
        .or(() -> events.isEmpty() ? Optional.empty() : Optional.of(events.getLast()));
  }

  /** Looks where the thing stands and goes on from there, in this thread. */
  public void resume(StreamId stream, Recorded cause) {
    try {
      Traced look = Traced.lookAt(stream);
      streams.preview(look);
      look.steps().forEach(step -> run(step, cause));
      if (look.steps().isEmpty()) {
        backlog.settle(cause);
        failures.remove(stream);
      }
    } catch (StoreUnavailable e) {
      tryLater(stream, cause, e);
    }
  }

  private void run(Step first, Recorded cause) {
    StreamId stream = first.stream();
    if (!claims.take(stream)) {
      return;
    }
    try {
      runOn(first, cause);
      failures.remove(stream);
    } catch (Rejection | StoreUnavailable e) {
      tryLater(stream, cause, e);
    } catch (RuntimeException e) {
      LOG.error("bug in a step for {}", stream, e);
      tryLater(stream, cause, e);
    } finally {
      if (claims.giveBack(stream)) {
        resumeInBackground(cause);
      }
    }
  }

  private void runOn(Step first, Recorded firstCause) {
    Optional<Step> step = Optional.of(first);
    Recorded cause = firstCause;
    while (step.isPresent()) {
      StreamId stream = step.get().stream();
      Performer.Done done = performer.perform(step.get(), cause);
      done.steps().stream()
          .filter(next -> !next.stream().equals(stream))
          .forEach(next -> inBackground(next, done.appended()));
      cause = cause(stream, done.appended().events()).orElse(cause);
      step = done.steps().stream().filter(next -> next.stream().equals(stream)).findFirst();
      if (done.appended().events().isEmpty() && step.equals(Optional.of(done.step()))) {
        throw new IllegalStateException("a step that leads to itself: " + done.step());
      }
    }
  }

  private void tryLater(StreamId stream, Recorded cause, RuntimeException why) {
    int failed = failures.merge(stream, 1, Integer::sum);
    long delay = FIRST_RETRY_MILLIS << Math.min(failed - 1, MOST_DOUBLINGS);
    LOG.warn("step for {} is tried again in {} ms: {}", stream, delay, why.toString());
    if (!timer.isShutdown()) {
      var _ = timer.schedule(() -> resumeInBackground(cause), delay, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    subscription.ifPresent(Tail.Subscription::close);
  }
}
