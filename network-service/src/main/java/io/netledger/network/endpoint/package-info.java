/**
 * Endpoints: one network interface of one sandbox on one network, from wish to release.
 *
 * <p>Read {@link io.netledger.network.endpoint.EndpointDecider} first.
 */
@NullMarked
package io.netledger.network.endpoint;

import org.jspecify.annotations.NullMarked;
