/**
 * {@code netledger network …}: one class a command. Read {@link
 * io.netledger.cli.network.NetworkRoom} first, then {@link io.netledger.cli.network.CreateNetwork}.
 */
@NullMarked
package io.netledger.cli.network;

import org.jspecify.annotations.NullMarked;
