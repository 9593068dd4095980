package io.netledger.network.rules;

import io.netledger.eventstore.StreamKind;
import io.netledger.eventstore.Work;
import io.netledger.refusal.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Streams in memory: a decision that is refused leaves nothing, what is stored is replayed. */
final class Memory implements Work {

  private record Key(String category, String id) {}

  private final Map<Key, List<Object>> stored = new HashMap<>();
  private Map<Key, List<Object>> now = new HashMap<>();

  boolean decide(Consumer<Work> decision) {
    now = new HashMap<>();
    try {
      decision.accept(this);
    } catch (Rejection _) {
      now = new HashMap<>();
      return false;
    }
    now.forEach(
        (key, events) -> stored.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(events));
    now = new HashMap<>();
    return true;
  }

  @Override
  public <S, C, E> List<E> decide(StreamKind<S, C, E> kind, String id, C command) {
    List<E> events = kind.decider().decide(state(kind, id), command);
    now.computeIfAbsent(new Key(kind.category(), id), _ -> new ArrayList<>())
        .addAll(events.stream().map(kind.codec()::encode).toList());
    return events;
  }

  @Override
  public <S, C, E> List<E> begin(StreamKind<S, C, E> kind, String id, C command) {
    return decide(kind, id, command);
  }

  @Override
  public <S> S state(StreamKind<S, ?, ?> kind, String id) {
    return replay(kind, id);
  }

  private <S, E> S replay(StreamKind<S, ?, E> kind, String id) {
    Key key = new Key(kind.category(), id);
    List<E> history = new ArrayList<>();
    for (var source : List.of(stored, now)) {
      source
          .getOrDefault(key, List.of())
          .forEach(payload ->
              history.add(kind.codec().decode((io.netledger.eventstore.Payload) payload)));
    }
    return kind.decider().replay(history);
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }
}
