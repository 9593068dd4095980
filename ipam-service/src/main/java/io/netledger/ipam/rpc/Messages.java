package io.netledger.ipam.rpc;

import com.google.protobuf.Timestamp;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.Recorded;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolSpec;
import io.netledger.ipam.view.LeaseRow;
import io.netledger.ipam.view.PoolRow;
import io.netledger.ipam.view.ReservationRow;
import io.netledger.ipam.work.Lease;
import io.netledger.ipam.work.PoolAnswer;
import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.ipam.v1.Reservation;
import java.time.Instant;

/** Values become the contract's messages here. */
final class Messages {

  private Messages() {}

  static Pool pool(PoolRow row) {
    return pool(row.id(), row.spec())
        .setOpenedAt(timestamp(row.openedAt()))
        .setHeld(row.held())
        .setReserved(row.reserved())
        .setFree(row.free().toString())
        .setEtag(Long.toString(row.events()))
        .build();
  }

  /** A pool that was opened just now. */
  static Pool pool(PoolAnswer answer, Instant openedAt) {
    return validated(answer).toBuilder()
        .setId(answer.id())
        .setOpenedAt(timestamp(openedAt))
        .setEtag(answer.pool().etag())
        .build();
  }

  /** A pool as it would be. */
  static Pool validated(PoolAnswer answer) {
    return pool("", answer.pool().spec())
        .setHeld(answer.pool().held())
        .setReserved(answer.pool().addresses().reservations().byAddress().size())
        .setFree(answer.free().toString())
        .build();
  }

  /** A pool that was closed just now, as it last was. */
  static Pool closed(PoolAnswer answer) {
    return validated(answer).toBuilder().setId(answer.id()).build();
  }

  /** The same, from the view. */
  static Pool closed(PoolRow row) {
    return pool(row).toBuilder().clearOpenedAt().clearEtag().build();
  }

  static Reservation reservation(ReservationRow row) {
    return Reservation.newBuilder()
        .setAddress(row.address().toString())
        .setSandbox(row.sandbox())
        .setHolder(row.holder())
        .setReservedAt(timestamp(row.reservedAt()))
        .setReason(row.reason())
        .build();
  }

  static Address address(LeaseRow row) {
    return Address.newBuilder()
        .setPoolId(row.poolId())
        .setAddress(row.address() + "/" + row.prefixLength())
        .setHolder(row.holder())
        .setAllocatedAt(timestamp(row.allocatedAt()))
        .setAllocatedRevision(row.allocatedRevision())
        .build();
  }

  /** An address that was given out by {@code event}. */
  static Address address(Recorded event, AddressAllocated allocated, int prefixLength) {
    return Address.newBuilder()
        .setPoolId(event.stream().id())
        .setAddress(allocated.address() + "/" + prefixLength)
        .setHolder(allocated.holder())
        .setAllocatedAt(timestamp(event.metadata().time()))
        .setAllocatedRevision(event.revision())
        .build();
  }

  /** An address that was taken back, from the view. */
  static Address released(LeaseRow row) {
    return address(row).toBuilder().clearAllocatedAt().clearAllocatedRevision().build();
  }

  /** An address as it is decided about: without a time or revision. */
  static Address lease(Lease lease) {
    return Address.newBuilder()
        .setPoolId(lease.poolId())
        .setAddress(lease.address() + "/" + lease.subnet().length())
        .setHolder(lease.holder())
        .build();
  }

  private static Pool.Builder pool(String id, PoolSpec spec) {
    var pool =
        Pool.newBuilder()
            .setId(id)
            .setSpace(spec.space())
            .setSubnet(spec.subnet().toString())
            .setIpRange(spec.range().toString())
            .setSize(spec.range().size().toString())
            .setGateway(spec.gateway().map(IpAddress::toString).orElse(""))
            .setOwner(spec.owner());
    spec.auxiliary().forEach((name, at) -> pool.putAuxAddresses(name, at.toString()));
    return pool;
  }

  private static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }
}
