package io.netledger.eventstore;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  /** The state at {@code head}, which is the head of all cached states. */
  <S, E> StreamState<S, E> at(
      Head head, StreamKind<S, ?, E> kind, StreamId stream, LogSession session)
      throws SQLException {
    StreamState<?, ?> known = cached.get(stream);
    if (known != null) {
      return known.as(kind);
    }
    StreamState<S, E> loaded = load(head, kind, stream, session);
    cached.put(stream, loaded);
    return loaded;
  }

  private static <S, E> StreamState<S, E> load(
      Head head, StreamKind<S, ?, E> kind, StreamId stream, LogSession session)
      throws SQLException {
    StreamState<S, E> state = StreamState.initial(kind);
    List<Recorded> page;
    do {
      page = session.history(stream, state.sequence(), head.revision(), PAGE);
      for (Recorded event : page) {
        state = state.with(event);
      }
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
