package io.netledger.network.network;

import io.netledger.address.Cidr;

/** What ipam-service has still to do for a network that is there. */
public sealed interface PoolChange {

  /**
   * One more pool.
   *
   * @param subnet with its subnet named
   */
  record Add(RequestedSubnet subnet) implements PoolChange {}

  /** A larger part of a pool's subnet to choose from. */
  record Widen(String poolId, Cidr range) implements PoolChange {}
}
