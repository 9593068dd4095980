package io.netledger.eventstore.rpc;

import io.netledger.eventstore.EventLog;
import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Mentions.Wanted;
import io.netledger.eventstore.Recorded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Finds the events that pass a filter, each kind of filter by its index. */
final class Finding {

  private static final int BATCH = 1_000;

  /** Blocks read at once where a filter says only what events have in common. */
  private static final int BLOCKS = 16;

  private final EventLog log;
  private final Mentions mentions;

  Finding(EventLog log, Mentions mentions) {
    this.log = log;
    this.mentions = mentions;
  }

  /** The first {@code limit} after {@code after} until {@code head}. */
  List<Recorded> find(EventFilter filter, long after, long head, int limit) {
    Wanted wanted = new Wanted(filter.things(), filter.common());
    List<Recorded> found = new ArrayList<>();
    long from = after + 1;
    while (from <= head && found.size() < limit) {
      List<Recorded> batch = batch(filter, wanted, from, head, limit);
      if (batch.isEmpty()) {
        break;
      }
      batch.stream().filter(filter).limit(limit - found.size()).forEach(found::add);
      from = batch.getLast().revision() + 1;
    }
    return found;
  }

  /** Some of the next that may pass; none: there are no more. The last one has been looked at. */
  private List<Recorded> batch(EventFilter filter, Wanted wanted, long from, long head, int limit) {
    if (!wanted.things().isEmpty()) {
      List<Long> places = mentions.find(wanted, from, head, limit);
      return places.isEmpty() ? List.of() : log.at(places);
    }
    if (!filter.correlations().isEmpty()) {
      return log.byCorrelations(filter.correlations(), from, head, BATCH);
    }
    if (!filter.requests().isEmpty()) {
      return log.byRequests(filter.requests(), from, head, BATCH);
    }
    if (wanted.isAnything()) {
      return log.read(from, (int) Math.min(limit, head - from + 1));
    }
    List<Long> revisions =
        mentions.find(wanted, from, head, BLOCKS).stream()
            .flatMapToLong(block -> LongStream.range(block, block + Mentions.BLOCK))
            .filter(revision -> revision >= from && revision <= head)
            .boxed()
            .toList();
    return revisions.isEmpty() ? List.of() : log.at(revisions);
  }

  /** Of consecutive events, those that pass. */
  List<Recorded> among(List<Recorded> events, EventFilter filter) {
    List<Set<String>> things = filter.things();
    if (things.isEmpty()) {
      return events.stream().filter(filter).toList();
    }
    long first = events.getFirst().revision();
    long last = events.getLast().revision();
    Wanted wanted = new Wanted(things, List.of());
    Set<Long> about = new HashSet<>(mentions.find(wanted, first, last, events.size()));
    return events.stream()
        .filter(event -> about.contains(event.revision()))
        .filter(filter)
        .toList();
  }
}
