/**
 * Which ports of a host are published, by which endpoint: one stream for each host.
 *
 * <p>Read {@link io.netledger.network.port.PortDecider} first.
 */
@NullMarked
package io.netledger.network.port;

import org.jspecify.annotations.NullMarked;
