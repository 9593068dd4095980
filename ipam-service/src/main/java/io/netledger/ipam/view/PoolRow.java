package io.netledger.ipam.view;

import io.netledger.ipam.pool.PoolSpec;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A pool as it was at a revision.
 *
 * @param openedRevision of its PoolOpened event
 * @param events how many it had
 * @param held how many addresses were held
 * @param reserved how many addresses were reserved, held or not
 * @param free how many more could be chosen
 */
public record PoolRow(
    String id,
    PoolSpec spec,
    Instant openedAt,
    long openedRevision,
    long events,
    long held,
    long reserved,
    BigInteger free) {}
