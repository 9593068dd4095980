package io.netledger.ipam.pool;

import io.netledger.address.IpAddress;

/** What has happened to a pool. Stored for ever, each as its message in netledger.events.v1. */
public sealed interface PoolEvent {

  record PoolOpened(PoolSpec spec) implements PoolEvent {}

  /**
   * Somebody holds an address.
   *
   * @param chosen the pool chose the address; false if the holder asked for this one
   */
  record AddressAllocated(IpAddress address, String holder, boolean chosen) implements PoolEvent {}

  record AddressReleased(IpAddress address, String holder) implements PoolEvent {}

  record PoolClosed() implements PoolEvent {}
}
