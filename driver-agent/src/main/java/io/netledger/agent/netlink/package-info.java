/**
 * Talks netlink: messages, attributes and errors, bytes to and from the kernel. It knows no
 * container networks.
 *
 * <p>Read {@link io.netledger.agent.netlink.NetlinkSocket} first, then the verbs: {@code route}
 * speaks like {@code ip}, {@code nft} like {@code nft}. {@link io.netledger.agent.netlink.Libc} is
 * the only door to the C library.
 */
@NullMarked
package io.netledger.agent.netlink;

import org.jspecify.annotations.NullMarked;
