package io.netledger.ipam.pool;

import java.math.BigInteger;
import java.util.Map;
import org.pcollections.TreePMap;

/**
 * An immutable set of numbers, kept as its unbroken runs: from the first number of each to its
 * last, with a gap between any two. So the next number that is missing is found in O(log n),
 * however full the set is, and a set without gaps costs one entry.
 */
final class Runs {

  static final Runs NONE = new Runs(TreePMap.empty());

  private final TreePMap<BigInteger, BigInteger> lastByFirst;

  private Runs(TreePMap<BigInteger, BigInteger> lastByFirst) {
    this.lastByFirst = lastByFirst;
  }

  boolean contains(BigInteger number) {
    return !firstMissingFrom(number).equals(number);
  }

  /** The smallest number at or above {@code from} that is not in the set. */
  BigInteger firstMissingFrom(BigInteger from) {
    Map.Entry<BigInteger, BigInteger> run = lastByFirst.floorEntry(from);
    return run == null || run.getValue().compareTo(from) < 0 ? from : next(run.getValue());
  }

  Runs plus(BigInteger number) {
    if (contains(number)) {
      return this;
    }
    TreePMap<BigInteger, BigInteger> runs = lastByFirst;
    BigInteger first = number;
    BigInteger last = number;
    Map.Entry<BigInteger, BigInteger> before = runs.lowerEntry(number);
    if (before != null && next(before.getValue()).equals(number)) {
      first = before.getKey();
    }
    BigInteger after = runs.get(next(number));
    if (after != null) {
      last = after;
      runs = runs.minus(next(number));
    }
    return new Runs(runs.plus(first, last));
  }

  Runs minus(BigInteger number) {
    Map.Entry<BigInteger, BigInteger> run = lastByFirst.floorEntry(number);
    if (run == null || run.getValue().compareTo(number) < 0) {
      return this;
    }
    BigInteger first = run.getKey();
    BigInteger last = run.getValue();
    TreePMap<BigInteger, BigInteger> runs = lastByFirst.minus(first);
    if (!first.equals(number)) {
      runs = runs.plus(first, number.subtract(BigInteger.ONE));
    }
    if (!last.equals(number)) {
      runs = runs.plus(next(number), last);
    }
    return new Runs(runs);
  }

  /** How many runs there are: what the set costs. */
  int count() {
    return lastByFirst.size();
  }

  private static BigInteger next(BigInteger number) {
    return number.add(BigInteger.ONE);
  }
}
