/**
 * Where plans and netlink meet: carries plans out, undoes them, and sees what differs from them.
 *
 * <p>Read {@link io.netledger.agent.kernel.LinuxKernel} first.
 */
@NullMarked
package io.netledger.agent.kernel;

import org.jspecify.annotations.NullMarked;
