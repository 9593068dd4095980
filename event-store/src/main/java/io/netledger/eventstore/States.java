package io.netledger.eventstore;

import static java.util.stream.Collectors.groupingBy;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The states of the streams used last, all at the same head of the log. Only the writer's thread
 * uses it. The references are strong: a weak cache can lose the hot stream at any collection, and
 * loading it again costs a second per 100,000 events.
 */
final class States {

  /** Streams kept. A thousand bytes each is usual, so this is some tens of megabytes. */
  private static final int BOUND = 50_000;

  /** Events read at once when a stream is loaded. */
  private static final int PAGE = 10_000;

  private static final Logger log = LoggerFactory.getLogger(States.class);

  private final Map<StreamId, StreamState<?, ?>> cached =
      new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StreamId, StreamState<?, ?>> eldest) {
          return size() > BOUND;
        }
      };

  /** The state of a stream that is loaded. */
  Optional<StreamState<?, ?>> of(StreamId stream) {
    return Optional.ofNullable(cached.get(stream));
  }

  /**
   * Loads streams as they are at {@code head}, which is the head of all cached states: all with one
   * question, since most are new and have no events.
   *
   * @return why those that are not loaded are not: their events cannot be read
   */
  Map<StreamId, RuntimeException> load(
      Head head, Map<StreamId, StreamKind<?, ?, ?>> wanted, LogSession session)
      throws SQLException {
    List<Recorded> events = session.histories(wanted.keySet(), head.revision(), PAGE);
    boolean complete = events.size() < PAGE;
    Map<StreamId, List<Recorded>> byStream = events.stream().collect(groupingBy(Recorded::stream));
    Map<StreamId, RuntimeException> failures = new HashMap<>();
    for (var entry : wanted.entrySet()) {
      StreamId stream = entry.getKey();
      StreamState<?, ?> none = StreamState.initial(entry.getValue());
      try {
        cached.put(
            stream,
            complete
                ? none.with(byStream.getOrDefault(stream, List.of()))
                : inPages(none, head, stream, session));
      } catch (RuntimeException e) {
        failures.put(stream, e);
      }
    }
    return failures;
  }

  private static StreamState<?, ?> inPages(
      StreamState<?, ?> none, Head head, StreamId stream, LogSession session) throws SQLException {
    StreamState<?, ?> state = none;
    List<Recorded> page;
    do {
      page = session.history(stream, state.sequence(), head.revision(), PAGE);
      state = state.with(page);
    } while (page.size() == PAGE);
    return state;
  }

  /** The states after a stored group. */
  void put(Map<StreamId, StreamState<?, ?>> changed) {
    cached.putAll(changed);
  }

  /** Takes in an event that somebody else appended. */
  void follow(Recorded event) {
    StreamState<?, ?> known = cached.get(event.stream());
    if (known == null) {
      return;
    }
    try {
      cached.put(event.stream(), known.with(event));
    } catch (RuntimeException e) {
      // Whoever needs the stream next loads it and gets the exception.
      log.warn("forgetting {}: cannot take in {}", event.stream(), event, e);
      cached.remove(event.stream());
    }
  }

  void clear() {
    cached.clear();
  }
}
