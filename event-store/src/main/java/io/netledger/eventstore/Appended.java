package io.netledger.eventstore;

import java.util.List;

/**
 * What an append has stored.
 *
 * @param revision of the last of {@code events}; without events, the head of the log on which was
 *     decided
 * @param events oldest first; empty if all was already so
 * @param repeated true if an earlier append with the same request id stored them, not this one
 */
public record Appended(long revision, List<Recorded> events, boolean repeated) {}
