/**
 * Which subnets exist and who holds which address: Docker's IPAM as a service with a ledger.
 *
 * <p>Read {@link io.netledger.ipam.pool.PoolDecider} first, then {@link
 * io.netledger.ipam.work.PoolWork}; {@link io.netledger.ipam.Main} puts it together.
 */
@NullMarked
package io.netledger.ipam;

import org.jspecify.annotations.NullMarked;
