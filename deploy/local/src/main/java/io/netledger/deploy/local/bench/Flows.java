package io.netledger.deploy.local.bench;

import static io.netledger.deploy.local.bench.Quantity.BRIDGE_MBIT_PER_S;
import static io.netledger.deploy.local.bench.Quantity.LOOPBACK_MBIT_PER_S;
import static io.netledger.deploy.local.bench.Quantity.PUBLISHED_MBIT_PER_S;

import io.netledger.deploy.local.witness.Shell;
import io.netledger.deploy.local.witness.Steps;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How much passes: between two sandboxes on a bridge, and from the host to a published port. iperf3
 * sends one TCP flow; runs of ours and the peer's take turns.
 */
final class Flows {

  static final Set<Quantity> QUANTITIES =
      EnumSet.of(BRIDGE_MBIT_PER_S, PUBLISHED_MBIT_PER_S, LOOPBACK_MBIT_PER_S);

  /** From where to where. */
  private enum Flow {
    BETWEEN_SANDBOXES(BRIDGE_MBIT_PER_S),
    BY_ADDRESS(PUBLISHED_MBIT_PER_S),
    BY_LOOPBACK(LOOPBACK_MBIT_PER_S);

    private final Quantity quantity;

    Flow(Quantity quantity) {
      this.quantity = quantity;
    }
  }

  private static final int PORT = 5201;

  /** An address for documentation (RFC 5737), given to each host's lo. */
  private static final String HOST = "198.51.100.1";

  private final List<Contestant> contestants;
  private final Steps steps;

  /** Ours is the first contestant. */
  Flows(List<Contestant> contestants, Steps steps) {
    this.contestants = contestants;
    this.steps = steps;
  }

  void measure(Wish wish, Report report) {
    if (!Iperf.isInstalled()) {
      String missing = "flows are not measured: no iperf3 in PATH (Debian: apt install iperf3)";
      steps.say(missing);
      report.note(missing);
      return;
    }
    List<Ground> grounds = new ArrayList<>();
    try {
      contestants.forEach(contestant -> grounds.add(new Ground(contestant)));
      for (Flow flow : Flow.values()) {
        if (wish.quantities().contains(flow.quantity)) {
          report.add(row(flow, grounds, wish.seconds()));
        }
      }
      report.note(
          "flows: one TCP connection by iperf3, the median of %d runs of %d s each by turns"
              .formatted(Turns.COUNT, wish.seconds()));
    } finally {
      grounds.forEach(Ground::close);
    }
  }

  private Row row(Flow flow, List<Ground> grounds, int seconds) {
    return new Turns(flow.quantity, "dockerd", steps)
        .row(
            grounds.stream()
                .map(ground ->
                    new Turns.Run(ground.name(), () -> ground.megabitsPerSecond(flow, seconds)))
                .toList());
  }

  /** A contestant's network with a server and a client on it. */
  private static final class Ground implements AutoCloseable {

    private final Contestant contestant;
    private final Shell host;
    private final Shell client;
    private final String address;
    private final Iperf.Server server;

    Ground(Contestant contestant) {
      this.contestant = contestant;
      try (Engine engine = contestant.caller()) {
        engine.create("flow");
        address = engine.publish("flow", "flow-server", PORT);
        engine.sandbox("flow-client");
        engine.connect("flow", "flow-client");
      }
      host = new Shell(contestant.onHost());
      client = new Shell(contestant.inSandbox("flow-client"));
      var _ = host.run("ip address add " + HOST + "/32 dev lo");
      server = Iperf.serve(new Shell(contestant.inSandbox("flow-server")), PORT);
    }

    String name() {
      return contestant.name();
    }

    double megabitsPerSecond(Flow flow, int seconds) {
      return switch (flow) {
        case BETWEEN_SANDBOXES -> Iperf.megabitsPerSecond(client, address, PORT, seconds);
        case BY_ADDRESS -> Iperf.megabitsPerSecond(host, HOST, PORT, seconds);
        case BY_LOOPBACK -> Iperf.megabitsPerSecond(host, "127.0.0.1", PORT, seconds);
      };
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
