package io.netledger.ipam.rpc;

import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Recorded;
import io.netledger.eventstore.rpc.RequestFact.RequestUnneeded;
import io.netledger.eventstore.rpc.Requests;
import io.netledger.ipam.pool.PoolEvent;
import io.netledger.ipam.work.PoolWork;
import java.util.Optional;

/** Finds in the events of an append what the answer needs. */
final class Traces {

  private Traces() {}

  /** An event of a pool, and as what it is stored. */
  record Traced<E extends PoolEvent>(Recorded recorded, E event) {}

  static <E extends PoolEvent> Optional<Traced<E>> of(Appended appended, Class<E> type) {
    return appended.events().stream()
        .filter(recorded -> recorded.stream().category().equals(PoolWork.POOL.category()))
        .map(recorded -> new Traced<>(recorded, PoolWork.POOL.codec().decode(recorded.payload())))
        .filter(traced -> type.isInstance(traced.event()))
        .map(traced -> new Traced<>(traced.recorded(), type.cast(traced.event())))
        .findFirst();
  }

  /** The pool's id that was noted when all was already so. */
  static Optional<String> unneeded(Appended appended) {
    return appended.events().stream()
        .filter(recorded -> recorded.stream().category().equals(Requests.KIND.category()))
        .map(recorded -> Requests.KIND.codec().decode(recorded.payload()))
        .flatMap(fact ->
            fact instanceof RequestUnneeded(_, var thing) && !thing.isEmpty()
                ? Optional.of(thing).stream()
                : Optional.<String>empty().stream())
        .findFirst();
  }
}
