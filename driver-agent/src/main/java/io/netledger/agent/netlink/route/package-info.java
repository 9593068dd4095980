/**
 * What {@code ip} can do, as far as the agent needs it: links, addresses and routes of one network
 * namespace.
 *
 * <p>Read {@link io.netledger.agent.netlink.route.RouteVerbs} first.
 */
@NullMarked
package io.netledger.agent.netlink.route;

import org.jspecify.annotations.NullMarked;
