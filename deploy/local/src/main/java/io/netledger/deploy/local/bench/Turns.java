package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleSupplier;

/** Runs that take turns, so that a machine that gets slower is slower for both contestants. */
final class Turns {

  static final int COUNT = 4;

  private final Quantity quantity;
  private final String peer;
  private final Steps steps;

  Turns(Quantity quantity, String peer, Steps steps) {
    this.quantity = quantity;
    this.peer = peer;
    this.steps = steps;
  }

  /** A contestant's. */
  record Run(String name, DoubleSupplier value) {}

  /** The medians; the first run is ours, the second the peer's if there is one. */
  Row row(List<Run> runs) {
    List<List<Double>> measured = runs.stream().<List<Double>>map(_ -> new ArrayList<>()).toList();
    for (int turn = 0; turn < COUNT; turn++) {
      for (int i = 0; i < runs.size(); i++) {
        int who = turn % 2 == 0 ? i : runs.size() - 1 - i;
        steps.say(quantity.word() + ": " + runs.get(who).name());
        measured.get(who).add(runs.get(who).value().getAsDouble());
      }
    }
    OptionalDouble other =
        runs.size() > 1 ? OptionalDouble.of(median(measured.get(1))) : OptionalDouble.empty();
    return Row.of(quantity, 1, median(measured.getFirst()), peer, other);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return (sorted.get(middle) + sorted.get((sorted.size() - 1) / 2)) / 2;
  }
}
