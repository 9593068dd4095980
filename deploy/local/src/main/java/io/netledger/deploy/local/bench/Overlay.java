package io.netledger.deploy.local.bench;

import static io.netledger.deploy.local.bench.Quantity.OVERLAY_CONNECT;
import static io.netledger.deploy.local.bench.Quantity.OVERLAY_MBIT_PER_S;

import io.netledger.deploy.local.witness.Steps;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * One network over two hosts: how much one TCP flow brings from one to the other, and how long a
 * connect takes.
 */
final class Overlay {

  static final Set<Quantity> QUANTITIES = EnumSet.of(OVERLAY_MBIT_PER_S, OVERLAY_CONNECT);

  private static final String PEER = "swarm";

  /** Rounds of both before those that count. */
  private static final int WARM_UP = 5;

  private final List<OverlayGround> grounds;
  private final Steps steps;

  /** Ours is the first ground. */
  Overlay(List<OverlayGround> grounds, Steps steps) {
    this.grounds = grounds;
    this.steps = steps;
  }

  void measure(Wish wish, Report report) {
    if (wish.quantities().contains(OVERLAY_CONNECT)) {
      report.add(connects(wish.rounds()));
      report.note(
          "overlay_connect: a further sandbox on a host that is on the network already, until the call returns; %d rounds of ours before"
              .formatted(Latencies.COMPILING));
    }
    if (wish.quantities().contains(OVERLAY_MBIT_PER_S)) {
      report.add(flows(wish.seconds()));
      report.note(
          "overlay_mbit_per_s: one TCP connection by iperf3 from host to host, the median of %d runs of %d s each by turns"
              .formatted(Turns.COUNT, wish.seconds()));
    }
  }

  private Row connects(int rounds) {
    OverlayGround ours = grounds.getFirst();
    for (int round = 0; round < Latencies.COMPILING; round++) {
      ours.round(false);
      steps.tick("overlay_connect to compile", round + 1, Latencies.COMPILING);
    }
    for (int round = 0; round < WARM_UP + rounds; round++) {
      for (OverlayGround ground : grounds) {
        ground.round(round >= WARM_UP);
        steps.tick("overlay_connect", round + 1, WARM_UP + rounds);
      }
    }
    Samples own = ours.connects();
    return new Row(
        OVERLAY_CONNECT,
        1,
        own.medianMillis(),
        PEER,
        grounds.stream().skip(1).mapToDouble(it -> it.connects().medianMillis()).findFirst(),
        OptionalDouble.of(own.p99Millis()),
        grounds.stream().skip(1).mapToDouble(it -> it.connects().p99Millis()).findFirst());
  }

  private Row flows(int seconds) {
    return new Turns(OVERLAY_MBIT_PER_S, PEER, steps)
        .row(
            grounds.stream()
                .map(
                    ground -> new Turns.Run(ground.name(), () -> ground.megabitsPerSecond(seconds)))
                .toList());
  }
}
