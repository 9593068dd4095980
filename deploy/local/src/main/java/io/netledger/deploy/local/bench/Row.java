package io.netledger.deploy.local.bench;

import java.util.OptionalDouble;

/**
 * One result. Values are medians, rates or sizes in the quantity's unit.
 *
 * @param peer its name
 * @param peerValue empty: the peer is missing
 * @param p99 of ours, for durations
 * @param peerP99 of the peer, for durations
 */
record Row(
    Quantity what,
    int callers,
    double ours,
    String peer,
    OptionalDouble peerValue,
    OptionalDouble p99,
    OptionalDouble peerP99) {

  /** A row of a rate or a size. */
  static Row of(Quantity what, int callers, double ours, String peer, OptionalDouble peerValue) {
    var none = OptionalDouble.empty();
    return new Row(what, callers, ours, peer, peerValue, none, none);
  }

  OptionalDouble ratio() {
    return peerValue.isPresent()
        ? OptionalDouble.of(ours / peerValue.getAsDouble())
        : OptionalDouble.empty();
  }
}
