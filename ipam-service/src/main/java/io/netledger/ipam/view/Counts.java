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

  Counts allocated(boolean inRange) {
    return new Counts(range, events + 1, held + 1, heldInRange + (inRange ? 1 : 0));
  }

  Counts released(boolean inRange) {
    return new Counts(range, events + 1, held - 1, heldInRange - (inRange ? 1 : 0));
  }
}
