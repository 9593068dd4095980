package io.netledger.deploy.local.chaos;

import io.netledger.deploy.local.witness.Ping;
import io.netledger.deploy.local.witness.Replies;
import io.netledger.deploy.local.witness.Shell;
import io.netledger.proto.network.v1.Endpoint;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The whole play: the world is made, each victim has its round, pings go on all the time. */
public final class Chaos {

  private static final String ROW = "%-16s %5s %9s %11s %8s %6s %8s %7s%n";

  private final Stage stage;
  private final Plan plan;
  private final PrintStream out;

  public Chaos(Stage stage, Plan plan, PrintStream out) {
    this.stage = stage;
    this.plan = plan;
    this.out = out;
  }

  /** Plays, prints what happened, and answers whether every check passed. */
  public boolean run() {
    out.printf(
        Locale.ROOT,
        "seed %d: %d kills each, within %d connects and disconnects on %d hosts%n",
        plan.seed(),
        plan.kills(),
        plan.operations(),
        stage.hosts().size());
    List<Endpoint> steady = world();
    List<String> rows = new ArrayList<>();
    int passed = 0;
    int failed = 0;
    for (Victim victim : plan.victims()) {
      var checks = new Checks(out);
      rows.add(round(victim, checks, steady));
      passed += checks.passed();
      failed += checks.failed();
    }
    out.println();
    out.printf(
        ROW, "victim", "kills", "connects", "disconnects", "retries", "moves", "checks", "failed");
    rows.forEach(out::print);
    out.printf(Locale.ROOT, "%nchaos: %d checks passed, %d failed%n", passed, failed);
    return failed == 0;
  }

  private List<Endpoint> world() {
    try (var lines = new Lines(stage)) {
      return new World(lines.networkChannel(), stage.hosts()).make();
    }
  }

  private String round(Victim victim, Checks checks, List<Endpoint> steady) {
    int moves = moves();
    Story before = Story.of(stage.scratch().resolve("journal"));
    List<Ping> pings = pings(steady);
    int kills;
    try {
      kills = new Round(stage, plan, victim, out, checks).run();
      pings.forEach(ping -> end(ping, checks));
    } finally {
      pings.forEach(Ping::kill);
    }
    Story after = Story.of(stage.scratch().resolve("journal"));
    return String.format(
        Locale.ROOT,
        ROW,
        victim.word(),
        kills,
        after.count(true) - before.count(true),
        after.count(false) - before.count(false),
        after.retries() - before.retries(),
        moves() - moves,
        checks.passed() + checks.failed(),
        checks.failed());
  }

  /** How often an address has come to another host so far. */
  private int moves() {
    try (var lines = new Lines(stage)) {
      return new NetworkLog(lines.views().networkLog()).moves();
    }
  }

  private static void end(Ping ping, Checks checks) {
    Replies replies = ping.end();
    checks.that("no ping to " + ping.target() + " was lost", replies.areComplete(), replies.text());
  }

  /** From the one to all addresses of the other. */
  private List<Ping> pings(List<Endpoint> steady) {
    Shell shell = stage.hosts().getFirst().shell();
    String netns = "/run/netledger/netns/" + steady.getFirst().getSandboxId();
    return steady.getLast().getAddressesList().stream()
        .map(
            address -> Ping.start(shell, netns, address.substring(0, address.indexOf('/')), "0.05"))
        .toList();
  }
}
