package io.netledger.eventstore;

import java.time.Instant;

/**
 * What is known about an event besides what happened.
 *
 * @param time when the writer decided it, in whole microseconds; never earlier than the time of the
 *     revision before
 * @param origin who and why
 */
public record Metadata(Instant time, Origin origin) {}
