package io.netledger.eventstore;

/** An event that is to be imported is not as it was written. */
public final class EventDamaged extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EventDamaged(String message) {
    super(message);
  }
}
