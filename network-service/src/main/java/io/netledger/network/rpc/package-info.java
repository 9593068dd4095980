/**
 * The contract's services on the wire: words in, values through, words out. Nothing is decided
 * here.
 *
 * <p>Read {@link io.netledger.network.rpc.Reads} first.
 */
@NullMarked
package io.netledger.network.rpc;

import org.jspecify.annotations.NullMarked;
