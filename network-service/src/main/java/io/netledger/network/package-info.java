/**
 * network-service: decides which networks, sandboxes, endpoints and hosts exist.
 *
 * <p>Read {@link io.netledger.network.Kinds} first: it names the streams; beside each decider lie
 * its commands, events and states.
 */
@NullMarked
package io.netledger.network;

import org.jspecify.annotations.NullMarked;
