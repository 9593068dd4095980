/**
 * The driver-agent: realizes networks on one host. Its truth is the host's plan and the kernel; it
 * has no database.
 *
 * <p>Read {@link io.netledger.agent.Main} first, then {@code sync}, {@code driver} and {@code
 * kernel}.
 */
@NullMarked
package io.netledger.agent;

import org.jspecify.annotations.NullMarked;
