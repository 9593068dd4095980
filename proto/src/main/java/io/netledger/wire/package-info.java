/**
 * How the contract is spoken: servers and channels on sockets, who is calling, and how a refusal
 * travels.
 *
 * <p>Read {@link io.netledger.wire.WireServer} first.
 */
@NullMarked
package io.netledger.wire;

import org.jspecify.annotations.NullMarked;
