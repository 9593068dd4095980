package io.netledger.agent.plan;

import java.util.Optional;

/** Which driver realizes a network, and what it may be told. */
public sealed interface DriverOptions {

  /**
   * Sandboxes share a Linux bridge.
   *
   * @param name of the bridge; empty: made from the network's id
   * @param mtu bytes; 0: the kernel's default, 1500
   * @param icc sandboxes on the bridge may talk to each other
   * @param masquerade packets to beyond the network leave with the host's address
   */
  record Bridge(Optional<String> name, int mtu, boolean icc, boolean masquerade)
      implements DriverOptions {}

  /** Sandboxes have nothing but lo. */
  record None() implements DriverOptions {}
}
