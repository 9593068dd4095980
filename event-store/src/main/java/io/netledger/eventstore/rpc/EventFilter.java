package io.netledger.eventstore.rpc;

import io.netledger.eventstore.Recorded;
import io.netledger.wire.Filter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Which events a client wants to see: the keys of {@code ListEventsRequest.filter}. */
final class EventFilter implements Predicate<Recorded> {

  private static final Set<String> KEYS =
      Set.of("stream", "category", "type", "actor", "request_id", "correlation");

  private final Filter filter;

  private EventFilter(Filter filter) {
    this.filter = filter;
  }

  static EventFilter parse(List<String> words) {
    return new EventFilter(Filter.parse(words, KEYS));
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
}
