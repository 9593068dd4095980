package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.witness.Pause;
import io.netledger.deploy.local.witness.Ping;
import io.netledger.deploy.local.witness.Replies;
import io.netledger.deploy.local.witness.Shell;
import io.netledger.deploy.local.witness.Steps;
import io.netledger.proto.network.v1.Host;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * The agent is killed with -9 and started again, while packets flow. An endpoint is asked for
 * meanwhile, so that the plan's revision is one that no earlier agent has reached.
 */
final class Restart {

  /** The sandbox that is connected while nobody is there to do it. */
  static final String LATE = "late";

  private static final double RESYNC_SECONDS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int MILLIS_BETWEEN_LOOKS = 10;
  private static final int MILLIS_OF_FLOW = 1_000;
  private static final String LATE_NETWORK = "front-0";

  private final Stage stage;
  private final Town town;
  private final CrowdProcess crowd;
  private final Kernel kernel;
  private final Shell shell;
  private final Report report;
  private final Steps steps;

  Restart(Stage stage, Town town, CrowdProcess crowd, Kernel kernel, Report report, Steps steps) {
    this.stage = stage;
    this.town = town;
    this.crowd = crowd;
    this.kernel = kernel;
    this.shell = new Shell(stage.onHost());
    this.report = report;
    this.steps = steps;
  }

  void run(List<Box> boxes) {
    var _ = town.sandbox(LATE);
    Set<String> links = kernel.links();
    Box one = boxes.getFirst();
    var layout = new Layout(boxes.size());
    Box other = boxes.get(layout.neighbour(0));
    List<Ping> pings =
        List.of(
            Ping.start(shell, one.netns(), other.front(), "0.01"),
            Ping.start(shell, one.netns(), other.back(), "0.01"));
    try {
      var flow =
          new Job.Flow(
              Outside.NETNS, Outside.HOST_ADDRESS, layout.hostPort(other.number()), other.name());
      var begun =
          crowd.one(
              "TCP connection from beyond to a published port that stays, two pings each 10 ms",
              flow);
      report.check("a TCP connection is open", begun.success(), begun.text());
      Pause.millis(MILLIS_OF_FLOW);
      kill();
      startAndSync();
      Pause.millis(MILLIS_OF_FLOW);
      pings.forEach(this::end);
      end(other);
    } finally {
      pings.forEach(Ping::kill);
    }
    links.removeAll(kernel.links());
    report.none("not one interface was made anew", links);
  }

  private void kill() {
    long agent = stage.agent();
    steps.say("kill -9 " + agent + ", the driver-agent");
    ProcessHandle.of(agent).ifPresent(ProcessHandle::destroyForcibly);
    await("network-service misses the agent", () -> !host().getConnected());
    town.ask(LATE_NETWORK, LATE);
    await("the plan moves on", () -> host().getPlanRevision() > host().getAppliedRevision());
    Pause.millis(MILLIS_OF_FLOW);
  }

  private void startAndSync() {
    steps.say("the driver-agent starts again");
    long begin = System.nanoTime();
    stage.startAgent();
    await("the agent says hello", () -> host().getConnected());
    long hello = System.nanoTime();
    await("the plan stands", () -> stands(host()));
    long synced = System.nanoTime();
    report.figure("driver-agent: from its start to its hello", (hello - begin) / 1e9, "s");
    report.target(
        "resync: from its hello until the whole plan stands",
        (synced - hello) / 1e9,
        RESYNC_SECONDS);
    report.check(
        "what was asked for meanwhile is attached",
        Pause.until(() -> town.isAttached(LATE), LIMIT, MILLIS_BETWEEN_LOOKS),
        "not after two minutes");
  }

  private static boolean stands(Host host) {
    return host.getConnected() && host.getAppliedRevision() >= host.getPlanRevision();
  }

  private Host host() {
    return town.host(stage.host());
  }

  private void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("not after two minutes: " + what);
      }
      steps.waiting(what);
      Pause.millis(MILLIS_BETWEEN_LOOKS);
    }
  }

  private void end(Ping ping) {
    Replies replies = ping.end();
    report.check(
        String.format(
            Locale.ROOT,
            "ping %s: %d of %d packets lost",
            ping.target(),
            replies.lost(),
            replies.sent()),
        replies.areComplete(),
        replies.text());
  }

  private void end(Box served) {
    Set<String> again = new TreeSet<>();
    for (String netns : List.of(Outside.NETNS, served.netns())) {
      shell
          .run("nsenter --net=" + netns + " ss -tinH state established")
          .lines()
          .filter(line -> line.contains("retrans:"))
          .forEach(again::add);
    }
    var ended = crowd.one("TCP connection ends", new Job.EndFlow());
    report.check(
        "every message on the TCP connection came back (messages, longest in ms: "
            + ended.text()
            + ")",
        ended.success(),
        ended.text());
    report.none("no segment had to be sent again, says ss", again);
  }
}
