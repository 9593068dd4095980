package io.netledger.agent.sync;

import io.netledger.address.IpAddress;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.plan.Underlay;

/**
 * How other hosts reach this one.
 *
 * @param port UDP port of VXLAN
 */
public record Reached(IpAddress address, int port) {

  private static final int USUAL_MTU = 1500;

  /** The way, as the kernel has it now; if no link has the address yet, a usual one is assumed. */
  Underlay underlay(LinuxKernel kernel) {
    return new Underlay(address, port, kernel.mtuAt(address).orElse(USUAL_MTU));
  }

  /** The way without a look at the kernel. */
  Underlay usual() {
    return new Underlay(address, port, USUAL_MTU);
  }
}
