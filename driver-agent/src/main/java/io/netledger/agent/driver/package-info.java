/**
 * Drivers: each is one way to realize a network in the Linux kernel. They only plan.
 *
 * <p>Read {@link io.netledger.agent.driver.NetworkDriver} first.
 */
@NullMarked
package io.netledger.agent.driver;

import org.jspecify.annotations.NullMarked;
