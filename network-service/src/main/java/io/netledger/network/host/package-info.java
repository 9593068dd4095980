/**
 * Hosts: machines with a driver-agent.
 *
 * <p>Read {@link io.netledger.network.host.HostDecider} first.
 */
@NullMarked
package io.netledger.network.host;

import org.jspecify.annotations.NullMarked;
