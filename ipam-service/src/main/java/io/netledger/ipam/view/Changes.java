package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.PoolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a batch of events changes in the tables. Revisions are 0 where something is still so. */
record Changes(
    Map<String, OpenedPool> opened,
    Map<String, Long> closed,
    Map<String, Long> endedStates,
    List<StateSpan> states,
    Map<LeaseKey, Long> endedLeases,
    List<LeaseSpan> leases,
    Map<LeaseKey, Long> endedReservations,
    List<ReservationSpan> reservations) {

  record OpenedPool(PoolSpec spec, Instant at, long revision) {}

  record StateSpan(String pool, Counts counts, long from, long to) {}

  record LeaseKey(String pool, IpAddress address) {}

  /**
   * One reservation.
   *
   * @param sandbox empty: kept for nobody
   * @param reason as given, or empty
   */
  record ReservationSpan(
      LeaseKey key, String sandbox, String reason, Instant at, long from, long to) {}

  record LeaseSpan(LeaseKey key, String holder, Instant at, long from, long to) {}
}
