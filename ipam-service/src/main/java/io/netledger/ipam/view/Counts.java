package io.netledger.ipam.view;

import io.netledger.address.Cidr;

/**
 * What a pool's row counts.
 *
 * @param range of the pool, to tell which addresses lie in it
 * @param events how many the pool has
 * @param held how many addresses are held
 * @param heldInRange how many of those lie in the range
 */
record Counts(Cidr range, long events, long held, long heldInRange) {

  static Counts opened(Cidr range) {
    return new Counts(range, 1, 0, 0);
  }

  /** The pool has another event, which changes no count. */
  Counts plain() {
    return new Counts(range, events + 1, held, heldInRange);
  }

  Counts widened(Cidr wider, long heldThere) {
    return new Counts(wider, events + 1, held, heldThere);
  }

  Counts allocated(boolean inRange) {
    return new Counts(range, events + 1, held + 1, heldInRange + (inRange ? 1 : 0));
  }

  Counts released(boolean inRange) {
    return new Counts(range, events + 1, held - 1, heldInRange - (inRange ? 1 : 0));
  }
}
