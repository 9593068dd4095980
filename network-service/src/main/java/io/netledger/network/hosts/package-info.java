/**
 * The conversation with the hosts' agents: what each is told, what its answers mean for the log.
 *
 * <p>Read {@link io.netledger.network.hosts.HostSession} first. Its words on the wire are in {@link
 * io.netledger.network.rpc.AgentRpc}.
 */
@NullMarked
package io.netledger.network.hosts;

import org.jspecify.annotations.NullMarked;
