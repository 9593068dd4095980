package io.netledger.eventstore;

import io.netledger.proof.Hash;
import java.time.Instant;

/**
 * What the log was, signed.
 *
 * @param size the newest revision then
 * @param root of the tree over all events up to it
 * @param note both as text, with the signature
 */
public record SignedCheckpoint(long size, Hash root, Instant signedAt, String note) {}
