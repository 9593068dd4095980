/**
 * The numbers by which overlay networks are told apart between hosts.
 *
 * <p>Read {@link io.netledger.network.vni.VniDecider} first.
 */
@NullMarked
package io.netledger.network.vni;

import org.jspecify.annotations.NullMarked;
