/**
 * How a host comes to its certificate and keeps one: its keys are made here and never leave.
 *
 * <p>Read {@link io.netledger.agent.sync.join.Joining} first, then {@link
 * io.netledger.agent.sync.join.Renewal}.
 */
@NullMarked
package io.netledger.agent.sync.join;

import org.jspecify.annotations.NullMarked;
