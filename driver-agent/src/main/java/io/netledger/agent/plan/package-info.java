/**
 * What shall be on this host, as values: specs say what is wanted, plans say which kernel changes
 * realize it. Nothing here touches a kernel.
 *
 * <p>Read {@link io.netledger.agent.plan.Change} first.
 */
@NullMarked
package io.netledger.agent.plan;

import org.jspecify.annotations.NullMarked;
