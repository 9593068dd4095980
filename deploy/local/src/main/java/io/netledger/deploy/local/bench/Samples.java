package io.netledger.deploy.local.bench;

import java.util.ArrayList;
import java.util.List;

/** Durations of one thing done many times. */
final class Samples {

  private final List<Long> nanos = new ArrayList<>();

  void add(long duration) {
    nanos.add(duration);
  }

  int count() {
    return nanos.size();
  }

  double medianMillis() {
    return quantile(0.5);
  }

  double p99Millis() {
    return quantile(0.99);
  }

  double mostMillis() {
    return quantile(1);
  }

  /** The smallest sample that at least this share of all do not exceed. */
  private double quantile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.get((int) Math.ceil(share * sorted.size()) - 1) / 1e6;
  }
}
