package io.netledger.eventstore.rpc;

import io.netledger.eventstore.Mentions;
import io.netledger.eventstore.Recorded;
import io.netledger.wire.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events a client wants to see: {@code ListEventsRequest.filter}. The predicate tells what
 * can be told by an event alone; what it is about, only the view knows.
 */
final class EventFilter implements Predicate<Recorded> {

  /** The rarest first. */
  private static final List<String> COMMON = List.of("stream", "type", "actor", "category");

  private static final Set<String> KEYS =
      Set.of("stream", "category", "type", "actor", "request_id", "correlation");

  private final Filter filter;
  private final Recollections recollections;

  private EventFilter(Filter filter, Recollections recollections) {
    this.filter = filter;
    this.recollections = recollections;
  }

  static EventFilter parse(List<String> words, Recollections recollections) {
    Set<String> keys = new HashSet<>(KEYS);
    keys.addAll(recollections.things());
    EventFilter filter = new EventFilter(Filter.parse(words, keys), recollections);
    filter.things(); // refuses what is no name of a thing
    return filter;
  }

  @Override
  public boolean test(Recorded event) {
    var origin = event.metadata().origin();
    String type = event.payload().type();
    return filter.allows("stream", event.stream().toString()::equals)
        && filter.allows("category", event.stream().category()::equals)
        && filter.allows("type", word -> type.equals(word) || type.endsWith("." + word))
        && filter.allows("actor", origin.actor()::equals)
        && filter.allows("request_id", origin.requestId()::equals)
        && filter.allows("correlation", origin.correlation()::equals);
  }

  List<String> correlations() {
    return filter.values("correlation");
  }

  List<String> requests() {
    return filter.values("request_id");
  }

  /** What the events are to be about: of each set, one. Names are looked up at each call. */
  List<Set<String>> things() {
    List<Set<String>> things = new ArrayList<>();
    for (String key : recollections.things()) {
      Set<String> subjects = new HashSet<>();
      filter.values(key).forEach(word -> subjects.addAll(recollections.subjects(key, word)));
      if (!filter.values(key).isEmpty()) {
        things.add(subjects);
      }
    }
    return things;
  }

  /** What the events are to have in common, likewise. */
  List<Set<String>> common() {
    List<Set<String>> common = new ArrayList<>();
    for (String key : COMMON) {
      Set<String> subjects = new HashSet<>();
      filter
          .values(key)
          .forEach(word ->
              subjects.add(key.equals("type") ? Mentions.type(word) : Mentions.common(key, word)));
      if (!subjects.isEmpty()) {
        common.add(subjects);
      }
    }
    return common;
  }
}
