/**
 * Networks: what they are, and which endpoints are on them.
 *
 * <p>Read {@link io.netledger.network.network.NetworkDecider} first.
 */
@NullMarked
package io.netledger.network.network;

import org.jspecify.annotations.NullMarked;
