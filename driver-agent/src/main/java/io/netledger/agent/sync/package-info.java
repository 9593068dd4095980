/**
 * The agent's conversation with network-service, and what it makes of it: the kernel is kept as the
 * host's spec says.
 *
 * <p>Read {@link io.netledger.agent.sync.HostKeeper} first.
 */
@NullMarked
package io.netledger.agent.sync;

import org.jspecify.annotations.NullMarked;
