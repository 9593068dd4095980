/**
 * How hosts come to their certificates: tokens that let one host join, once, and the certificates
 * that follow.
 *
 * <p>Read {@link io.netledger.network.join.JoinDecider} first. Who signs is in {@link
 * io.netledger.network.rpc.Signing}.
 */
@NullMarked
package io.netledger.network.join;

import org.jspecify.annotations.NullMarked;
