package io.netledger.network.hosts;

import io.netledger.network.host.HostCommand;
import io.netledger.network.plan.Due;
import io.netledger.network.plan.HostPlan;
import io.netledger.network.plan.HostPlans;
import io.netledger.network.plan.PlanChanges;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One stream of one agent. It is level-triggered: what is sent is always the difference between
 * what was sent before and the plan of now, so a slow agent gets fewer and larger messages, and
 * nothing is queued here.
 *
 * <p>The agent's words come one after the other, on one thread at a time, and may block; the plan's
 * changes come on any thread and do not.
 */
public final class HostSession {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** Messages that are sent ahead of the agent's answers, so that it never waits for the next. */
  static final int AHEAD = 8;

  private final Said.Hello hello;
  private final HostJournal.Author author;
  private final Line line;
  private final HostPlans plans;
  private final HostSessions sessions;
  private final HostJournal journal;
  private final Clock clock;
  private final Settling settling = new Settling(AHEAD);
  private final ReentrantLock lock = new ReentrantLock();
  private final TreeSet<Long> unanswered = new TreeSet<>();
  private HostPlans.@Nullable Watch watch;
  private long sent;
  private boolean greeted;
  private boolean ended;

  HostSession(
      Said.Hello hello,
      String address,
      Line line,
      HostPlans plans,
      HostSessions sessions,
      HostJournal journal,
      Clock clock) {
    this.hello = hello;
    this.author = new HostJournal.Author(hello.host(), address);
    this.line = line;
    this.plans = plans;
    this.sessions = sessions;
    this.journal = journal;
    this.clock = clock;
  }

  /** Records who is there and sends the first message. Blocks. */
  void begin() {
    sessions.begin(hello.host(), this);
    heard();
    boolean emptyKernel = journal.greet(author, hello);
    long stands = emptyKernel || !known(hello.appliedRevision()) ? 0 : hello.appliedRevision();
    sessions.update(hello.host(), status -> status.applied(stands));
    lock.lock();
    try {
      if (!ended) {
        watch = plans.watch(hello.host(), this::pump);
        greet(stands);
      }
    } finally {
      lock.unlock();
    }
    pump();
  }

  /**
   * What the agent has said. Blocks while the store is behind.
   *
   * @throws Rejection if it cannot be said now
   */
  public void hear(Said said) {
    heard();
    switch (said) {
      case Said.Hello _ ->
          throw new Rejection(Reason.INVALID_ARGUMENT, "a second Hello on one stream");
      case Said.Applied applied -> applied(applied);
      case Said.Drift drift -> drifted(drift);
      case Said.Heartbeat _ -> {
        // heard
      }
    }
  }

  /** Sends what is different now, if the agent takes more. Does not block. */
  public void pump() {
    lock.lock();
    try {
      while (greeted && !ended && unanswered.size() < AHEAD && line.isReady()) {
        if (!sendChanges(sent)) {
          return;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** The stream has ended, whoever ended it. */
  public void end() {
    lock.lock();
    try {
      ended = true;
      if (watch != null) {
        watch.close();
      }
    } finally {
      lock.unlock();
    }
    sessions.end(hello.host(), this);
  }

  void replaced() {
    end();
    line.replaced();
  }

  /** The host is forgotten: its agent has to say hello anew. */
  void forgotten() {
    end();
    line.forgotten();
  }

  /**
   * The first message is sent in any case: the agent's answer to it tells what became of all that
   * the log still waits for, also of what was answered on a stream that broke.
   */
  private void greet(long stands) {
    greeted = true;
    long base = Math.min(stands, plans.firstDue(hello.host()) - 1);
    Optional<PlanChanges> changes =
        stands == 0 ? Optional.empty() : plans.changesSince(hello.host(), base);
    changes.ifPresentOrElse(this::send, this::sendPlan);
  }

  private boolean sendChanges(long since) {
    Optional<PlanChanges> changes = plans.changesSince(hello.host(), since);
    if (changes.isEmpty()) {
      sendPlan();
      return true;
    }
    if (changes.get().isEmpty()) {
      return false;
    }
    send(changes.get());
    return true;
  }

  private void send(PlanChanges changes) {
    note(changes.revision());
    line.send(changes);
  }

  private void sendPlan() {
    HostPlan plan = plans.plan(hello.host());
    note(plan.revision());
    line.send(plan);
  }

  private void note(long revision) {
    sent = revision;
    unanswered.add(revision);
    sessions.update(hello.host(), status -> status.sent(revision));
  }

  /** A revision that never comes is of another log. */
  private boolean known(long revision) {
    return plans.await(revision, PATIENCE);
  }

  private void applied(Said.Applied applied) {
    Due reached = plans.due(hello.host(), answered(applied.revision()));
    Due due = settling.take(applied.settled(reached)); // what is not settled is free for the next
    pump();
    applied.refused().values().forEach(this::noteRefusal);
    sessions.update(hello.host(), status -> status.applied(applied.revision()));
    settling.write(due, () -> settle(due, applied), line::failed);
  }

  private void settle(Due due, Said.Applied applied) {
    journal.settle(author, due, applied);
    refusedLater(due, applied);
  }

  /**
   * What stood once and is refused now, after a reboot for example, stays wanted. What lingers is
   * said in every answer, so it waits for the last of them.
   */
  private void refusedLater(Due due, Said.Applied applied) {
    Set<String> first =
        Stream.concat(due.attached().stream(), due.ready().stream())
            .map(Due.Item::id)
            .collect(Collectors.toSet());
    applied
        .refused()
        .forEach((thing, message) -> {
          boolean settled = !applied.lingering().contains(thing);
          if (settled && !first.contains(thing.id()) && plans.wants(hello.host(), thing.id())) {
            journal.report(author, drift(thing, message));
          }
        });
  }

  private HostCommand.ReportDrift drift(Said.Named thing, String message) {
    String endpoint = thing.thing() == Said.Thing.ENDPOINT ? thing.id() : "";
    return new HostCommand.ReportDrift(
        "refused what it had: " + message,
        clock.instant(),
        endpoint,
        "",
        new HostCommand.Outcome.Open(),
        false);
  }

  /** The revision that an answer reaches: never more than was sent. */
  private long answered(long revision) {
    lock.lock();
    try {
      unanswered.headSet(revision, true).clear();
      return Math.min(revision, sent);
    } finally {
      lock.unlock();
    }
  }

  private void drifted(Said.Drift drift) {
    settling.drain();
    if (drift.outcome() instanceof HostCommand.Outcome.Failed(var why)) {
      noteRefusal(why);
    }
    journal.report(
        author,
        new HostCommand.ReportDrift(
            drift.found(),
            drift.foundAt(),
            drift.endpointId(),
            drift.networkId(),
            drift.outcome(),
            drift.toldBefore()));
  }

  private void noteRefusal(String words) {
    sessions.update(hello.host(), status -> status.refused(words, clock.instant()));
  }

  private void heard() {
    sessions.update(hello.host(), status -> status.heard(clock.instant()));
  }
}
