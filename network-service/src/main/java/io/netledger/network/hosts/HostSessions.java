package io.netledger.network.hosts;

import io.netledger.eventstore.Tail;
import io.netledger.network.Happening;
import io.netledger.network.Kinds;
import io.netledger.network.host.HostEvent;
import io.netledger.network.plan.HostPlans;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which host's agent is on the line, to this replica or another, and what is known of it. */
public final class HostSessions {

  private final HostPlans plans;
  private final HostJournal journal;
  private final Clock clock;
  private final Map<String, HostSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, HostStatus> statuses = new ConcurrentHashMap<>();
  private volatile Map<String, HostStatus> elsewhere = Map.of();

  public HostSessions(HostPlans plans, HostJournal journal, Clock clock) {
    this.plans = plans;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * An agent has said hello on {@code line}: who it is is recorded, and it is sent what its host
   * shall hold. Blocks.
   *
   * @param address where it called from
   */
  public HostSession open(Said.Hello hello, String address, Line line) {
    HostSession session = new HostSession(hello, address, line, plans, this, journal, clock);
    session.begin();
    return session;
  }

  /** What is known of the host; of one that was never here too. */
  public HostStatus status(String host) {
    return statuses
        .getOrDefault(host, HostStatus.UNKNOWN)
        .orNewer(elsewhere.getOrDefault(host, HostStatus.UNKNOWN));
  }

  /** Names of the hosts on the line now. */
  public Set<String> connected() {
    return Stream.of(statuses, elsewhere)
        .flatMap(all -> all.entrySet().stream())
        .filter(entry -> entry.getValue().connected())
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** What this replica itself knows, of those that were on the line to it. */
  Map<String, HostStatus> here() {
    return Map.copyOf(statuses);
  }

  /** What the other replicas know, as of a second ago. */
  void elsewhere(Map<String, HostStatus> known) {
    elsewhere = Map.copyOf(known);
  }

  /**
   * Ends the sessions of hosts that are removed from now on, until the subscription is closed: the
   * agents say hello anew.
   */
  public Tail.Subscription follow(Tail tail) {
    return tail.subscribe(
        tail.head(),
        events ->
            events.stream()
                .filter(event -> event.stream().category().equals(Kinds.HOST.category()))
                .flatMap(Happening::of)
                .forEach(this::forget));
  }

  private void forget(Happening happening) {
    if (happening instanceof Happening.OfHost(_, HostEvent.HostRemoved _)) {
      HostSession session = sessions.get(happening.id());
      if (session != null) {
        session.forgotten();
      }
      statuses.remove(happening.id());
    }
  }

  /** From now on this is the host's session; an older one is ended. */
  void begin(String host, HostSession session) {
    HostSession older = sessions.put(host, session);
    update(host, status -> status.line(true));
    if (older != null) {
      older.replaced();
    }
  }

  void end(String host, HostSession session) {
    if (sessions.remove(host, session)) {
      update(host, status -> status.line(false));
    }
  }

  void update(String host, UnaryOperator<HostStatus> change) {
    statuses.compute(
        host, (_, status) -> change.apply(status == null ? HostStatus.UNKNOWN : status));
  }
}
