package io.netledger.ipam.work;

import io.netledger.eventstore.Decider;
import io.netledger.eventstore.Payload;
import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Streams without a database: one unit of work after the other, all of its events or none. */
public final class MemoryStreams {

  private final Map<String, List<Payload>> stored = new HashMap<>();
  private final Map<String, Object> states = new HashMap<>();

  /** Runs {@code decision}; if it throws, nothing has happened. */
  public synchronized <T> T append(Function<Work, T> decision) {
    Unit unit = new Unit();
    T answer = decision.apply(unit);
    states.putAll(unit.states);
    unit.news.forEach((stream, news) -> stored(stream).addAll(news));
    return answer;
  }

  /** What is stored on a stream, e.g. "pool/12ab". */
  public synchronized List<String> types(String stream) {
    return stored(stream).stream().map(Payload::type).toList();
  }

  private List<Payload> stored(String stream) {
    return stored.computeIfAbsent(stream, _ -> new ArrayList<>());
  }

  private final class Unit implements Work {

    private final Map<String, Object> states = new HashMap<>();
    private final Map<String, List<Payload>> news = new HashMap<>();

    @Override
    public <S, C, E> List<E> decide(StreamKind<S, C, E> kind, String id, C command) {
      String stream = kind.stream(id).toString();
      List<E> events = kind.decider().decide(state(kind, id), command);
      for (E event : events) {
        Payload payload = kind.codec().encode(event);
        news.computeIfAbsent(stream, _ -> new ArrayList<>()).add(payload);
        states.put(stream, evolve(kind, id, kind.codec().decode(payload)));
      }
      return events;
    }

    private <S, C, E> Object evolve(StreamKind<S, C, E> kind, String id, E event) {
      Decider<S, C, E> decider = kind.decider();
      return Objects.requireNonNull(decider.evolve(state(kind, id), event));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S> S state(StreamKind<S, ?, ?> kind, String id) {
      String stream = kind.stream(id).toString();
      @Nullable Object known = states.getOrDefault(stream, MemoryStreams.this.states.get(stream));
      return known == null ? kind.decider().initial() : (S) known;
    }

    @Override
    public <S, C, E> List<E> begin(StreamKind<S, C, E> kind, String id, C command) {
      return decide(kind, id, command);
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }
  }
}
