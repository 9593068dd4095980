package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many connects a second, with several callers, each with sandboxes of its own. Both
 * contestants do the same number of them; runs of ours and the peer's take turns.
 */
final class Throughput {

  private static final List<Integer> CALLERS = List.of(1, 8, 32);
  private static final int SANDBOXES = 32;
  private static final List<String> NETWORKS = List.of("rate-1", "rate-2");
  private static final int REPETITIONS = 2;

  /** More at once only makes dockerd slower. */
  private static final int MAKERS = 4;

  private final List<Contestant> contestants;
  private final Kernel kernel;
  private final Steps steps;

  /** Ours is the first contestant, {@code kernel} its host's. */
  Throughput(List<Contestant> contestants, Kernel kernel, Steps steps) {
    this.contestants = contestants;
    this.kernel = kernel;
    this.steps = steps;
  }

  void measure(Report report) {
    contestants.forEach(this::prepare);
    steps.say("connects a second: a run to warm up");
    contestants.forEach(contestant -> run(contestant, SANDBOXES));
    for (int callers : CALLERS) {
      long[] nanos = new long[contestants.size()];
      for (int repetition = 0; repetition < REPETITIONS; repetition++) {
        for (int turn = 0; turn < contestants.size(); turn++) {
          int who = repetition % 2 == 0 ? turn : contestants.size() - 1 - turn;
          steps.say("connects a second: " + callers + " callers, " + contestants.get(who).name());
          nanos[who] += run(contestants.get(who), callers);
        }
      }
      OptionalDouble peer =
          nanos.length > 1 ? OptionalDouble.of(rate(nanos[1])) : OptionalDouble.empty();
      report.add(Row.of(Quantity.CONNECTS_PER_S, callers, rate(nanos[0]), "dockerd", peer));
    }
    contestants.forEach(this::end);
    report.note(
        "connects_per_s: %d connects each, %d sandboxes on %d networks, in %d runs by turns; after ours"
                .formatted(connects() * REPETITIONS, SANDBOXES, NETWORKS.size(), REPETITIONS)
            + " the host's kernel had the interfaces");
  }

  private static int connects() {
    return SANDBOXES * NETWORKS.size();
  }

  private static double rate(long nanos) {
    return connects() * REPETITIONS / (nanos / 1e9);
  }

  /** The networks have an endpoint already, so that their bridges stand. */
  private void prepare(Contestant contestant) {
    steps.say("connects a second: " + SANDBOXES + " sandboxes of " + contestant.name());
    try (var callers = Callers.of(contestant, MAKERS)) {
      callers.each(SANDBOXES + 1, (engine, number) -> engine.sandbox("rate-" + number));
    }
    try (Engine engine = contestant.caller()) {
      for (String network : NETWORKS) {
        engine.create(network);
        engine.connect(network, "rate-" + SANDBOXES);
      }
    }
  }

  private long run(Contestant contestant, int count) {
    boolean ours = contestant.equals(contestants.getFirst());
    int before = ours ? kernel.endpoints() : 0;
    try (var callers = Callers.of(contestant, count)) {
      long nanos =
          callers.each(
              SANDBOXES,
              (engine, number) ->
                  NETWORKS.forEach(network -> engine.connect(network, "rate-" + number)));
      if (ours) {
        kernel.expect(before + connects());
      }
      callers.each(
          SANDBOXES,
          (engine, number) ->
              NETWORKS.forEach(network -> {
                engine.disconnect(network, "rate-" + number);
                steps.tick("disconnecting again, sandbox", number + 1, SANDBOXES);
              }));
      return nanos;
    }
  }

  private void end(Contestant contestant) {
    try (Engine engine = contestant.caller()) {
      for (String network : new ArrayList<>(NETWORKS)) {
        engine.disconnect(network, "rate-" + SANDBOXES);
        engine.remove(network);
      }
    }
  }
}
