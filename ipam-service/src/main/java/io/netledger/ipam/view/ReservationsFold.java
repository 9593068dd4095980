package io.netledger.ipam.view;

import io.netledger.eventstore.Recorded;
import io.netledger.ipam.view.Changes.LeaseKey;
import io.netledger.ipam.view.Changes.ReservationSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From the reservations of a batch to the rows that end and the rows that begin. */
final class ReservationsFold {

  private final Map<LeaseKey, ReservationSpan> current = new LinkedHashMap<>();
  private final Map<LeaseKey, Long> ended = new HashMap<>();
  private final List<ReservationSpan> past = new ArrayList<>();

  void reserve(LeaseKey key, Optional<String> sandbox, Recorded event) {
    String reason = event.metadata().origin().reason();
    current.put(
        key,
        new ReservationSpan(
            key,
            clean(sandbox.orElse("")),
            clean(reason),
            event.metadata().time(),
            event.revision(),
            0));
  }

  void unreserve(LeaseKey key, long revision) {
    ReservationSpan span = current.remove(key);
    if (span == null) {
      ended.put(key, revision);
    } else {
      past.add(
          new ReservationSpan(
              key, span.sandbox(), span.reason(), span.at(), span.from(), revision));
    }
  }

  Map<LeaseKey, Long> ended() {
    return ended;
  }

  List<ReservationSpan> spans() {
    List<ReservationSpan> all = new ArrayList<>(past);
    all.addAll(current.values());
    return all;
  }

  /** PostgreSQL has no NUL in text. */
  private static String clean(String text) {
    return text.replace("\0", "");
  }
}
