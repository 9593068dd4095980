package io.netledger.deploy.local.chaos;

import io.grpc.StatusRuntimeException;
import io.netledger.deploy.local.chaos.Journal.Line;
import io.netledger.deploy.local.witness.Pause;
import io.netledger.eventstore.Verification;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One victim: a loop of connects and disconnects, its kills, and the checks afterwards. */
final class Round {

  private static final Duration STEP_LIMIT = Duration.ofMinutes(4);
  private static final Duration QUIET_LIMIT = Duration.ofMinutes(2);
  private static final int LATER_MILLIS = 40;
  private static final int RETRIES = 10;
  private static final int OLD_NEWS_MILLIS = 1_500;

  private final Stage stage;
  private final Plan plan;
  private final Victim victim;
  private final PrintStream out;
  private final Checks checks;
  private final Path journal;
  private final SplittableRandom random;
  private final Deed deed;
  private final int done;
  private ClientProcess client;

  Round(Stage stage, Plan plan, Victim victim, PrintStream out, Checks checks) {
    this.stage = stage;
    this.plan = plan;
    this.victim = victim;
    this.out = out;
    this.checks = checks;
    this.journal = stage.scratch().resolve("journal");
    this.random = new SplittableRandom(plan.seed() + victim.word().hashCode());
    this.deed = new Deed(stage, victim, random);
    this.done = Story.of(journal).sent().size();
    this.client = startClient();
  }

  /** How many times the victim was killed. */
  int run() {
    int kills = 0;
    try {
      for (int moment : moments()) {
        if (!awaitOperation(moment)) {
          checks.that(
              "the loop goes on", false, Story.of(journal).done() + " of " + moment + " are done");
          break;
        }
        Pause.millis(random.nextInt(LATER_MILLIS));
        kill(++kills, moment);
      }
      checks.that("the loop ends", awaitEnd(), "the client still runs or has failed");
    } finally {
      client.kill();
      deed.close();
    }
    settleAndCheck();
    return kills;
  }

  /** After how many of the loop's answers to kill, sorted. */
  private List<Integer> moments() {
    List<Integer> moments = new ArrayList<>(IntStream.range(1, plan.operations()).boxed().toList());
    Collections.shuffle(moments, java.util.Random.from(random));
    return moments.stream().limit(plan.kills()).sorted().toList();
  }

  /** The loop does not wait for a replica that was killed, so it may be over by then. */
  private boolean awaitOperation(int moment) {
    var _ = Pause.until(() -> isDone(moment) || !client.isAlive(), STEP_LIMIT, 2);
    return isDone(moment);
  }

  private boolean isDone(int moment) {
    return Story.of(journal).done() >= done + moment;
  }

  private boolean awaitEnd() {
    return client.end(Math.toIntExact(STEP_LIMIT.toSeconds()));
  }

  private void kill(int number, int moment) {
    long begin = System.nanoTime();
    String whom = victim == Victim.CLIENT ? killClient() : deed.run();
    out.printf(
        Locale.ROOT,
        "  %-16s kill %2d of %d (%s) after operation %3d, back in %.1f s%n",
        victim.word(),
        number,
        plan.kills(),
        whom,
        moment,
        (System.nanoTime() - begin) / 1e9);
  }

  private String killClient() {
    long pid = client.pid();
    client.kill();
    client = startClient();
    return "process " + pid;
  }

  private ClientProcess startClient() {
    return ClientProcess.start(stage, journal, done + plan.operations(), random.nextLong());
  }

  private void settleAndCheck() {
    try (var lines = new Lines(stage)) {
      Views views = lines.views();
      Story story = Story.of(journal);
      checks.same(
          "every request has its answer", List.of(), story.open().stream().map(Line::id).toList());
      retry(story, new Caller(lines.network().grpc()));
      checks.that(
          "the hosts come to rest",
          Pause.until(() -> isQuiet(views), QUIET_LIMIT, 50),
          "endpoints: " + views.endpoints());
      new Agreement(checks, views).check(stage.hosts(), story);
    }
    chain(Victim.NETWORK_SERVICE);
    chain(Victim.IPAM_SERVICE);
  }

  /** What one replica tells of another's hosts may be a second old, so it has to hold that long. */
  private static boolean isQuiet(Views views) {
    try {
      if (!views.isQuiet()) {
        return false;
      }
      Pause.millis(OLD_NEWS_MILLIS);
      return views.isQuiet();
    } catch (StatusRuntimeException _) {
      return false;
    }
  }

  /** A request that was answered, sent once more, gets the same endpoint. */
  private void retry(Story story, Caller caller) {
    List<Line.Answered> answers =
        new ArrayList<>(story.answered().values().stream().skip(done).toList());
    Collections.shuffle(answers, java.util.Random.from(random));
    for (Line.Answered answer : answers.stream().limit(RETRIES).toList()) {
      String told;
      try {
        told = caller.send(story.sent(answer.id())).getId();
      } catch (StatusRuntimeException refused) {
        told = refused.getStatus().toString();
      }
      checks.that(
          "a retry gets the same endpoint",
          told.equals(answer.endpoint()),
          answer + ", once more: " + told);
    }
  }

  private void chain(Victim service) {
    Verification found = stage.verify(service);
    checks.that(
        "the hash chain of " + service.word() + " is intact",
        found instanceof Verification.Intact,
        found.toString());
  }
}
