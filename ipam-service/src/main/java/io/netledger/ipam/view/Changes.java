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
    List<LeaseSpan> leases) {

  record OpenedPool(PoolSpec spec, Instant at, long revision) {}

  record StateSpan(String pool, Counts counts, long from, long to) {}

  record LeaseKey(String pool, IpAddress address) {}

  record LeaseSpan(LeaseKey key, String holder, Instant at, long from, long to) {}
}
