package io.netledger.ipam.pool;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Optional;

/** What is true of a pool now. */
public sealed interface Pool {

  /** There never was one. */
  record Absent() implements Pool {}

  /**
   * It gives out addresses.
   *
   * @param events how many events it has, so that each changes the etag
   */
  record Open(PoolSpec spec, Addresses addresses, long events) implements Pool {

    static Open of(PoolSpec spec) {
      return new Open(spec, Addresses.none(spec.subnet().isV4(), spec.reserved()), 1);
    }

    Open widened(Cidr range) {
      return new Open(spec.widened(range), addresses, events + 1);
    }

    Open with(Addresses now) {
      return new Open(spec, now, events + 1);
    }

    /** Changes with each event. */
    public String etag() {
      return Long.toString(events);
    }

    public int held() {
      return addresses.count();
    }

    public Optional<IpAddress> addressOf(String holder) {
      return addresses.addressOf(holder);
    }

    /** How many addresses can still be chosen, beside its {@code siblings}. */
    public BigInteger free(Collection<Open> siblings) {
      long held = addresses.countIn(spec.range()) + addresses.keptIn(spec.range());
      for (Open sibling : siblings) {
        held += sibling.addresses.countIn(spec.range()) + sibling.addresses.keptIn(spec.range());
      }
      return spec.free(held, siblings.stream().map(Open::spec).toList());
    }
  }

  /** It was open and never will be again. */
  record Closed() implements Pool {}
}
