package io.netledger.eventstore;

import java.util.Optional;

/** What is promised and not there yet. */
final class Pending {

  private Pending() {}

  static <T> T soon(Optional<T> never) {
    return never.orElseThrow(
        () -> new UnsupportedOperationException("comes with the next commits"));
  }
}
