package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Recorded;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.AddressReserved;
import io.netledger.ipam.pool.PoolEvent.AddressUnreserved;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import io.netledger.ipam.view.Changes.LeaseKey;
import io.netledger.ipam.view.Changes.LeaseSpan;
import io.netledger.ipam.view.Changes.OpenedPool;
import io.netledger.ipam.view.Changes.StateSpan;
import io.netledger.ipam.work.PoolWork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From the events of a batch to the rows that end and the rows that begin. */
final class HoldingsFold {

  /** Rows that were there before the batch and have not ended. */
  private final Map<String, Counts> before;

  private final Map<String, StateSpan> current = new HashMap<>();
  private final Map<LeaseKey, LeaseSpan> held = new LinkedHashMap<>();

  private final Map<String, OpenedPool> opened = new LinkedHashMap<>();
  private final Map<String, Long> closed = new HashMap<>();
  private final Map<String, Long> endedStates = new HashMap<>();
  private final List<StateSpan> states = new ArrayList<>();
  private final Map<LeaseKey, Long> endedLeases = new HashMap<>();
  private final List<LeaseSpan> leases = new ArrayList<>();

  private final ReservationsFold reservations = new ReservationsFold();

  /** Of pools that are widened in the batch, what is held. */
  private final Map<String, Set<IpAddress>> addresses = new HashMap<>();

  /**
   * @param held what is held before the batch, of each pool that is widened in it
   */
  HoldingsFold(Map<String, Counts> before, Map<String, Set<IpAddress>> held) {
    this.before = new HashMap<>(before);
    held.forEach((pool, those) -> addresses.put(pool, new HashSet<>(those)));
  }

  void add(Recorded event) {
    String pool = event.stream().id();
    switch (PoolWork.POOL.codec().decode(event.payload())) {
      case PoolOpened(var spec) -> {
        opened.put(pool, new OpenedPool(spec, event.metadata().time(), event.revision()));
        current.put(pool, new StateSpan(pool, Counts.opened(spec.range()), event.revision(), 0));
      }
      case AddressAllocated(var address, var holder, _) -> {
        Counts counts = end(pool, event.revision());
        begin(pool, counts.allocated(counts.range().contains(address)), event.revision());
        allocate(new LeaseKey(pool, address), holder, event);
      }
      case AddressReleased(var address, _) -> {
        Counts counts = end(pool, event.revision());
        begin(pool, counts.released(counts.range().contains(address)), event.revision());
        release(pool, address, event.revision());
      }
      case AddressReserved(var address, var sandbox) -> {
        begin(pool, end(pool, event.revision()).plain(), event.revision());
        reservations.reserve(new LeaseKey(pool, address), sandbox, event);
      }
      case AddressUnreserved(var address) -> {
        begin(pool, end(pool, event.revision()).plain(), event.revision());
        reservations.unreserve(new LeaseKey(pool, address), event.revision());
      }
      case PoolWidened(var range) -> {
        long held = addresses.getOrDefault(pool, Set.of()).stream().filter(range::contains).count();
        begin(pool, end(pool, event.revision()).widened(range, held), event.revision());
      }
      case PoolClosed() -> {
        end(pool, event.revision());
        closed.put(pool, event.revision());
      }
    }
  }

  Changes changes() {
    List<StateSpan> allStates = new ArrayList<>(states);
    allStates.addAll(current.values());
    List<LeaseSpan> allLeases = new ArrayList<>(leases);
    allLeases.addAll(held.values());
    return new Changes(
        opened,
        closed,
        endedStates,
        allStates,
        endedLeases,
        allLeases,
        reservations.ended(),
        reservations.spans());
  }

  private Counts end(String pool, long revision) {
    StateSpan span = current.remove(pool);
    if (span != null) {
      states.add(new StateSpan(pool, span.counts(), span.from(), revision));
      return span.counts();
    }
    Counts counts = before.remove(pool);
    if (counts == null) {
      throw new IllegalStateException("revision " + revision + ": pool " + pool + " is not open");
    }
    endedStates.put(pool, revision);
    return counts;
  }

  private void begin(String pool, Counts counts, long revision) {
    current.put(pool, new StateSpan(pool, counts, revision, 0));
  }

  private void allocate(LeaseKey key, String holder, Recorded event) {
    addresses.computeIfPresent(key.pool(), (_, all) -> with(all, key.address()));
    held.put(key, new LeaseSpan(key, holder, event.metadata().time(), event.revision(), 0));
  }

  private void release(String pool, IpAddress address, long revision) {
    LeaseKey key = new LeaseKey(pool, address);
    addresses.computeIfPresent(pool, (_, all) -> without(all, address));
    LeaseSpan lease = held.remove(key);
    if (lease == null) {
      endedLeases.put(key, revision);
    } else {
      leases.add(new LeaseSpan(key, lease.holder(), lease.at(), lease.from(), revision));
    }
  }

  private static Set<IpAddress> with(Set<IpAddress> all, IpAddress one) {
    all.add(one);
    return all;
  }

  private static Set<IpAddress> without(Set<IpAddress> all, IpAddress one) {
    all.remove(one);
    return all;
  }
}
