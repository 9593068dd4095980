package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Recorded;
import io.netledger.ipam.pool.Pool;
import io.netledger.ipam.pool.Pool.Open;
import io.netledger.ipam.pool.PoolEvent;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.work.PoolWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the view should tell, by the deciders' own states. */
final class ExpectedHoldings {

  private final Map<String, Recorded> opened = new LinkedHashMap<>();
  private final Map<String, Pool> pools = new TreeMap<>();
  private final Map<String, Map<IpAddress, Recorded>> allocated = new TreeMap<>();

  void add(Recorded event) {
    String id = event.stream().id();
    if (!event.stream().category().equals(PoolWork.POOL.category())) {
      return;
    }
    PoolEvent fact = PoolWork.POOL.codec().decode(event.payload());
    var decider = PoolWork.POOL.decider();
    Pool before = pools.getOrDefault(id, decider.initial());
    pools.put(id, decider.evolve(before, fact));
    opened.putIfAbsent(id, event);
    if (fact instanceof AddressAllocated(var address, _, _)) {
      allocated.computeIfAbsent(id, _ -> new TreeMap<>()).put(address, event);
    }
  }

  /** The oldest first. */
  List<PoolRow> pools() {
    List<PoolRow> rows = new ArrayList<>();
    opened.forEach((id, event) -> {
      if (pools.get(id) instanceof Open pool) {
        rows.add(row(id, event, pool));
      }
    });
    return rows;
  }

  private PoolRow row(String id, Recorded event, Open pool) {
    List<Open> siblings = new ArrayList<>();
    pools.forEach((other, state) -> {
      if (!other.equals(id)
          && state instanceof Open sibling
          && sibling.spec().subnet().overlaps(pool.spec().subnet())) {
        siblings.add(sibling);
      }
    });
    return new PoolRow(
        id,
        pool.spec(),
        event.metadata().time(),
        event.revision(),
        pool.events(),
        pool.held(),
        pool.addresses().reservations().byAddress().size(),
        pool.free(siblings));
  }

  /** By pool, then numerically. */
  List<LeaseRow> leases() {
    List<LeaseRow> rows = new ArrayList<>();
    pools.forEach((id, state) -> {
      if (state instanceof Open pool) {
        pool.addresses()
            .held()
            .forEach((address, holder) -> rows.add(lease(id, pool, address, holder)));
      }
    });
    return rows;
  }

  private LeaseRow lease(String id, Open pool, IpAddress address, String holder) {
    Recorded event = Objects.requireNonNull(allocated.getOrDefault(id, Map.of()).get(address));
    return new LeaseRow(
        id,
        address,
        pool.spec().subnet().length(),
        holder,
        event.metadata().time(),
        event.revision());
  }
}
