/**
 * Which names are taken, by whom: one stream for all networks, one for all sandboxes, one for all
 * hosts.
 *
 * <p>Read {@link io.netledger.network.name.NameDecider} first, then {@link
 * io.netledger.network.name.Names#find}.
 */
@NullMarked
package io.netledger.network.name;

import org.jspecify.annotations.NullMarked;
