/**
 * What each host's kernel shall hold, computed in memory from the events. It is level-triggered: a
 * host can always be told the whole again.
 *
 * <p>Read {@link io.netledger.network.plan.HostPlans} first.
 */
@NullMarked
package io.netledger.network.plan;

import org.jspecify.annotations.NullMarked;
