package io.netledger.network.process;

import java.time.Instant;

/**
 * A thing as it stood at one moment.
 *
 * @param sequence of its last event
 * @param revision of its last event
 * @param createdAt time of its first event
 */
public record Seen<S>(String id, S state, long sequence, long revision, Instant createdAt) {}
