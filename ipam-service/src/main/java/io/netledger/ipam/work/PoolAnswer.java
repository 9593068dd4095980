package io.netledger.ipam.work;

import io.netledger.ipam.pool.Pool.Open;
import java.math.BigInteger;

/**
 * A pool as a unit of work leaves it.
 *
 * @param free how many addresses can still be chosen
 */
public record PoolAnswer(String id, Open pool, BigInteger free) {}
