/**
 * The ipam service on the wire: words in, values through, words out. It decides nothing.
 *
 * <p>Read {@link io.netledger.ipam.rpc.IpamRpc} first.
 */
@NullMarked
package io.netledger.ipam.rpc;

import org.jspecify.annotations.NullMarked;
