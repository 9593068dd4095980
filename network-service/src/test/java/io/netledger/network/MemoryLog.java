package io.netledger.network;

import io.netledger.eventstore.Metadata;
import io.netledger.eventstore.Origin;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.StreamId;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Work;
import io.netledger.proof.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A log in memory: it takes what the rules decide and records it as the event store would. */
public final class MemoryLog {

  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Recorded> events = new ArrayList<>();
  private final Map<StreamId, Object> states = new HashMap<>();
  private final Map<StreamId, Long> lengths = new HashMap<>();

  /** All events, oldest first. */
  public List<Recorded> events() {
    return List.copyOf(events);
  }

  /** The events after {@code revision}. */
  public List<Recorded> after(long revision) {
    return List.copyOf(events.subList((int) revision, events.size()));
  }

  public long head() {
    return events.size();
  }

  /** Records what {@code decision} decides and returns its events. */
  public List<Recorded> append(String correlation, Consumer<Work> decision) {
    long before = head();
    decision.accept(new Deciding(correlation));
    return after(before);
  }

  public List<Recorded> append(Consumer<Work> decision) {
    return append("", decision);
  }

  public <S> S state(StreamKind<S, ?, ?> kind, String id) {
    return new Deciding("").state(kind, id);
  }

  private final class Deciding implements Work {

    private final String correlation;

    private Deciding(String correlation) {
      this.correlation = correlation;
    }

    @Override
    public <S, C, E> List<E> decide(StreamKind<S, C, E> kind, String id, C command) {
      List<E> caused = kind.decider().decide(state(kind, id), command);
      for (E event : caused) {
        states.put(kind.stream(id), kind.decider().evolve(state(kind, id), event));
        record(kind, id, event);
      }
      return caused;
    }

    private <E> void record(StreamKind<?, ?, E> kind, String id, E event) {
      StreamId stream = kind.stream(id);
      long revision = head() + 1;
      events.add(
          new Recorded(
              revision,
              stream,
              lengths.merge(stream, 1L, Long::sum) - 1,
              kind.codec().encode(event),
              new Metadata(now(), new Origin("unix:test", "", "", "", correlation, "", ""), false),
              Hash.NONE,
              Hash.NONE));
    }

    @Override
    @SuppressWarnings("unchecked") // a stream has one kind
    public <S> S state(StreamKind<S, ?, ?> kind, String id) {
      return (S) states.getOrDefault(kind.stream(id), kind.decider().initial());
    }

    @Override
    public <S, C, E> List<E> begin(StreamKind<S, C, E> kind, String id, C command) {
      return decide(kind, id, command);
    }

    @Override
    public Instant now() {
      return BEGIN.plusSeconds(head());
    }
  }
}
