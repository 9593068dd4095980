package io.netledger.network.process;

import io.netledger.eventstore.StreamId;
import java.util.concurrent.ConcurrentHashMap;

/** Who works on a thing: one thread at a time, and none that came meanwhile is forgotten. */
final class Claims {

  private enum Work {
    QUIET,
    /** Somebody came meanwhile. */
    KNOCKED
  }

  private final ConcurrentHashMap<StreamId, Work> running = new ConcurrentHashMap<>();

  /** False if another thread has it; that thread looks again before it ends. */
  boolean take(StreamId stream) {
    return running.merge(stream, Work.QUIET, (_, _) -> Work.KNOCKED) == Work.QUIET;
  }

  /** True if somebody came meanwhile, so that one has to look again. */
  boolean giveBack(StreamId stream) {
    return running.remove(stream) == Work.KNOCKED;
  }

  boolean isTaken(StreamId stream) {
    return running.containsKey(stream);
  }
}
