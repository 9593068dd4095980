package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.util.Optional;

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

  /**
   * An address is given to one sandbox only, or to nobody.
   *
   * @param sandbox its name; empty: nobody
   */
  record AddressReserved(IpAddress address, Optional<String> sandbox) implements PoolEvent {}

  record AddressUnreserved(IpAddress address) implements PoolEvent {}

  /**
   * More addresses can be chosen.
   *
   * @param range holds the one before
   */
  record PoolWidened(Cidr range) implements PoolEvent {}

  record PoolClosed() implements PoolEvent {}
}
