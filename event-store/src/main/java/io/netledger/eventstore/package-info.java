/**
 * Event sourcing without networks: what a decider is and how its events become durable.
 *
 * <p>Read {@link io.netledger.eventstore.Decider} first, then {@link
 * io.netledger.eventstore.Streams}; {@link io.netledger.eventstore.Ledger} puts it together.
 */
@NullMarked
package io.netledger.eventstore;

import org.jspecify.annotations.NullMarked;
