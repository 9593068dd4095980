package io.netledger.eventstore;

/**
 * A state and where it stands.
 *
 * @param sequence of the stream's last event, -1 if it has none
 * @param revision the head of the log, as this replica knew it, at which the state is right
 */
public record Versioned<S>(S state, long sequence, long revision) {}
