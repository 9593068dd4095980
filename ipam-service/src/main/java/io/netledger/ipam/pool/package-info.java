/**
 * A pool: one subnet, or a part of one, and who holds which of its addresses.
 *
 * <p>Read {@link io.netledger.ipam.pool.PoolDecider} first; how an address is chosen is in {@link
 * io.netledger.ipam.pool.Addresses}.
 */
@NullMarked
package io.netledger.ipam.pool;

import org.jspecify.annotations.NullMarked;
