/**
 * What network-service knows, as tables of spans: who asks for any revision gets it with one query.
 *
 * <p>Read {@link io.netledger.network.view.Topology} first, then {@link
 * io.netledger.network.view.TemporalTable}.
 */
@NullMarked
package io.netledger.network.view;

import org.jspecify.annotations.NullMarked;
