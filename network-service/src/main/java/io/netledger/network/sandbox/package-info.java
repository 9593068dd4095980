/**
 * Sandboxes: network stacks on hosts, and in which order they joined which networks.
 *
 * <p>Read {@link io.netledger.network.sandbox.SandboxDecider} first.
 */
@NullMarked
package io.netledger.network.sandbox;

import org.jspecify.annotations.NullMarked;
