package io.netledger.eventstore;

/**
 * Between an event as deciders read it and its stored form. What was encoded once decodes for ever.
 *
 * @param <E> event
 */
public interface EventCodec<E> {

  Payload encode(E event);

  /** The event. A payload that this codec never wrote stops the program with an exception. */
  E decode(Payload payload);
}
