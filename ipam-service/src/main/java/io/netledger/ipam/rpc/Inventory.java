package io.netledger.ipam.rpc;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.rpc.Moments;
import io.netledger.eventstore.rpc.StateDigest;
import io.netledger.ipam.pool.PoolSpec;
import io.netledger.ipam.view.HoldingsReader;
import io.netledger.ipam.view.LeaseFilter;
import io.netledger.ipam.view.LeaseRow;
import io.netledger.ipam.view.PoolFilter;
import io.netledger.ipam.view.PoolRow;
import io.netledger.ipam.view.ReservationRow;
import io.netledger.proto.history.v1.DigestStateRequest;
import io.netledger.proto.history.v1.DigestStateResponse;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All pools, addresses and reservations of a moment, as one digest. */
final class Inventory {

  private static final LeaseFilter ALL_LEASES = new LeaseFilter(List.of(), List.of(), List.of());

  private final HoldingsReader holdings;
  private final Moments moments;

  Inventory(HoldingsReader holdings, Moments moments) {
    this.holdings = holdings;
    this.moments = moments;
  }

  DigestStateResponse digest(DigestStateRequest request) {
    long revision =
        moments.revision(request.hasAsOf(), request.getAsOf()).orElseGet(holdings::head);
    StateDigest digest = new StateDigest();
    for (PoolRow pool : holdings.pools(PoolFilter.ALL, revision, 0, Integer.MAX_VALUE)) {
      digest.add("pool", pool.id(), fields(pool));
      holdings
          .reservations(pool.id(), revision)
          .forEach(reservation ->
              digest.add(
                  "reservation", pool.id() + " " + reservation.address(), fields(reservation)));
    }
    holdings
        .leases(ALL_LEASES, revision, Optional.empty(), Integer.MAX_VALUE)
        .forEach(
            lease -> digest.add("address", lease.poolId() + " " + lease.address(), fields(lease)));
    return digest.at(revision);
  }

  private static SortedMap<String, String> fields(PoolRow pool) {
    PoolSpec spec = pool.spec();
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("space", spec.space());
    fields.put("subnet", spec.subnet().toString());
    fields.put("ip_range", spec.range().toString());
    fields.put("gateway", spec.gateway().map(IpAddress::toString).orElse(""));
    fields.put("owner", spec.owner());
    fields.put("aux_addresses", new TreeMap<>(spec.auxiliary()).toString());
    fields.put("opened_at", pool.openedAt().toString());
    fields.put("held", Long.toString(pool.held()));
    fields.put("reserved", Long.toString(pool.reserved()));
    return fields;
  }

  private static SortedMap<String, String> fields(LeaseRow lease) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("holder", lease.holder());
    fields.put("allocated_at", lease.allocatedAt().toString());
    return fields;
  }

  private static SortedMap<String, String> fields(ReservationRow reservation) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("sandbox", reservation.sandbox());
    fields.put("reserved_at", reservation.reservedAt().toString());
    fields.put("reason", reservation.reason());
    return fields;
  }
}
