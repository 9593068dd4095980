/**
 * Measures a deployment beside its peers: Debian's dockerd for the calls, pgbench for the appends,
 * in the same run and in turns, so that a machine that gets slower is slower for both.
 *
 * <p>Read {@link io.netledger.deploy.local.bench.Bench} first, then {@link
 * io.netledger.deploy.local.bench.Quantity}, the list of what is measured and what is to reach.
 */
@NullMarked
package io.netledger.deploy.local.bench;

import org.jspecify.annotations.NullMarked;
