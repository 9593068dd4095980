/**
 * {@code netledger pool ls} and {@code netledger address ls}: what ipam-service has given out. Read
 * {@link io.netledger.cli.ipam.PoolRoom} first.
 */
@NullMarked
package io.netledger.cli.ipam;

import org.jspecify.annotations.NullMarked;
