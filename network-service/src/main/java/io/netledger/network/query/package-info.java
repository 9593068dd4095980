/**
 * Answers to Get and List calls, each from one snapshot of the {@linkplain
 * io.netledger.network.view view} at one revision.
 *
 * <p>Read {@link io.netledger.network.query.NetworkQueries} first, then {@link
 * io.netledger.network.query.TopologyReads}.
 */
@NullMarked
package io.netledger.network.query;

import org.jspecify.annotations.NullMarked;
