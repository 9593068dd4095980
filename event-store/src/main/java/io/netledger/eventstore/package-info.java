/**
 * Event sourcing without networks: what a decider is and how its events become durable.
 *
 * <p>Read {@link io.netledger.eventstore.Decider} first.
 */
@NullMarked
package io.netledger.eventstore;

import org.jspecify.annotations.NullMarked;
