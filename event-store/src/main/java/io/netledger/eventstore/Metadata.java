package io.netledger.eventstore;

import java.time.Instant;

/**
 * What is known about an event besides what happened.
 *
 * @param time when the writer decided it, in whole microseconds; never earlier than the time of the
 *     revision before
 * @param origin who and why
 * @param claimsRequest true if the origin's request id was claimed ({@link Streams#append}), false
 *     if it was only noted ({@link Streams#record})
 */
public record Metadata(Instant time, Origin origin, boolean claimsRequest) {}
