package io.netledger.deploy.local.scale;

import com.google.protobuf.Timestamp;
import io.netledger.deploy.local.witness.Pause;
import io.netledger.deploy.local.witness.Resident;
import io.netledger.deploy.local.witness.Steps;
import io.netledger.proto.history.v1.HistoryServiceGrpc;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireChannel;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Very many hosts on overlays: how a change spreads, what it costs, and a restart in between. */
public final class ManyHosts {

  private static final int CHANGES = 200;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final Control control;
  private final Spread spread;
  private final Report report;
  private final Steps steps;
  private final Crew crew;

  public ManyHosts(Control control, int hosts, int perHost, int callers, PrintStream out) {
    this.control = control;
    spread = new Spread(hosts, perHost);
    report = new Report(out);
    steps = new Steps(out);
    crew = new Crew(callers, steps);
  }

  /**
   * Runs, prints what was found, and answers whether all is well.
   *
   * @throws IllegalStateException if something is refused that all else needs
   */
  public boolean run() {
    memory("before");
    try (var channel = WireChannel.open(new WireAddress.Unix(control.networkService()));
        var fleet = new Fleet(spread, control.networkService(), steps)) {
      boolean all = fleet.answers(fleet.answers().stream().map(_ -> 0L).toList());
      report.check("every host is in line", all, "not after minutes");
      var town = new Town(channel.grpc());
      build(town);
      memory("with all endpoints");
      var history = HistoryServiceGrpc.newBlockingStub(channel.grpc());
      change(town, history, fleet);
      restart(fleet);
      memory("after its restart");
    }
    return report.end(false);
  }

  private void build(Town town) {
    double made =
        crew.each(
            "overlay networks",
            spread.hosts(),
            net -> town.overlay(spread.network(net), spread.subnet(net)));
    report.figure(spread.hosts() + " overlay networks made", made, "s");
    int all = spread.sandboxes();
    made =
        crew.each(
            "sandboxes with an endpoint each",
            all,
            box -> {
              town.sandbox(spread.sandbox(box), spread.host(spread.hostOf(box)));
              town.attach(spread.network(spread.networkOf(box)), spread.sandbox(box));
            });
    report.figure(all + " sandboxes with an endpoint each made", made, "s");
    report.figure("sandboxes with an endpoint", all / made, "per second");
  }

  /** One endpoint after the other, on a quiet system. */
  private void change(Town town, HistoryServiceBlockingStub history, Fleet fleet) {
    steps.say(CHANGES + " changes, one after the other");
    fleet.note();
    long[] micros = new long[CHANGES];
    long bytes = 0;
    for (int change = 0; change < CHANGES; change++) {
      int host = change * spread.hosts() / CHANGES;
      String sandbox = "late-" + change;
      town.sandbox(sandbox, spread.host(host));
      long before = fleet.bytes();
      String endpoint = town.attach(spread.network(spread.firstNetwork(host)), sandbox);
      long last = fleet.lastAnswer(spread.together(host), endpoint);
      bytes += fleet.bytes() - before;
      micros[change] = last - addressedAt(history, endpoint);
      steps.tick("changes", change + 1, CHANGES);
    }
    Arrays.sort(micros);
    report.figure("append to the last of 10 answers, median", micros[CHANGES / 2] / 1e3, "ms");
    report.figure("append to the last of 10 answers, p99", micros[CHANGES * 99 / 100] / 1e3, "ms");
    report.figure("sent for a change, to all hosts together", (double) bytes / CHANGES, "bytes");
  }

  /** When the event that changes plans was stored, in microseconds since 1970. */
  private static long addressedAt(HistoryServiceBlockingStub history, String endpoint) {
    var request =
        ListEventsRequest.newBuilder()
            .addFilter("stream=endpoint/" + endpoint)
            .addFilter("type=EndpointAddressed");
    Timestamp stored = history.listEvents(request.build()).getEvents(0).getTime();
    return stored.getSeconds() * 1_000_000 + stored.getNanos() / 1_000;
  }

  private void restart(Fleet fleet) {
    long killed = control.process();
    List<Long> before = fleet.answers();
    long told = fleet.bytes();
    steps.say("kill -9 " + killed + ", network-service");
    ProcessHandle.of(killed).ifPresent(ProcessHandle::destroyForcibly);
    if (!Pause.until(() -> ProcessHandle.of(killed).isEmpty(), LIMIT, 1)) {
      throw new IllegalStateException(killed + " does not end");
    }
    long begin = System.nanoTime();
    control.start();
    report.figure("network-service serves after", (System.nanoTime() - begin) / 1e9, "s");
    boolean all = fleet.answers(before);
    report.figure("all hosts are in line after", (System.nanoTime() - begin) / 1e9, "s");
    report.figure("sent for that, to all hosts together", (fleet.bytes() - told) / 1e6, "MB");
    report.check("every host is in line after the restart", all, "not after minutes");
  }

  private void memory(String when) {
    report.figure(
        "network-service's resident memory " + when, Resident.megabytes(control.process()), "MB");
  }
}
