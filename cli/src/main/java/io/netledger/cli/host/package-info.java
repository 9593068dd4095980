/**
 * {@code netledger host …}: the machines that have a driver-agent. Read {@link
 * io.netledger.cli.host.HostRoom} first.
 */
@NullMarked
package io.netledger.cli.host;

import org.jspecify.annotations.NullMarked;
