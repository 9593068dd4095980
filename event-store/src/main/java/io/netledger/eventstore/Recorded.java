package io.netledger.eventstore;

import io.netledger.proof.Hash;

/**
 * One stored event.
 *
 * @param revision its position in the log: 1, 2, 3 … without gaps
 * @param stream whose event it is
 * @param sequence its position in the stream: 0, 1, 2 … without gaps
 * @param payload what happened
 * @param metadata when, who and why
 * @param previousHash the hash of the revision before; {@link Hash#NONE} for revision 1
 * @param hash over all of the above
 */
public record Recorded(
    long revision,
    StreamId stream,
    long sequence,
    Payload payload,
    Metadata metadata,
    Hash previousHash,
    Hash hash) {}
