package io.netledger.ipam.space;

import io.netledger.address.Cidr;

/** What has happened to a space. Stored for ever, each as its message in netledger.events.v1. */
public sealed interface SpaceEvent {

  /**
   * A pool has taken a subnet.
   *
   * @param chosen from the default pools; false if the subnet was asked for
   */
  record SubnetReserved(String poolId, Cidr subnet, Cidr range, String owner, boolean chosen)
      implements SpaceEvent {}

  /** A pool chooses from a larger part of its subnet. */
  record RangeWidened(String poolId, Cidr range) implements SpaceEvent {}

  record SubnetReturned(String poolId) implements SpaceEvent {}
}
