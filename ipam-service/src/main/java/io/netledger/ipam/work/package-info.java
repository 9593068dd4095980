/**
 * What a call does to a space and a pool together, as one unit of work.
 *
 * <p>Read {@link io.netledger.ipam.work.PoolWork} first.
 */
@NullMarked
package io.netledger.ipam.work;

import org.jspecify.annotations.NullMarked;
