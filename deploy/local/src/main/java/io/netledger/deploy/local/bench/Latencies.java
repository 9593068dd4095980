package io.netledger.deploy.local.bench;

import static io.netledger.deploy.local.bench.Quantity.CONNECT;
import static io.netledger.deploy.local.bench.Quantity.CONNECT_FIRST;
import static io.netledger.deploy.local.bench.Quantity.CREATE;
import static io.netledger.deploy.local.bench.Quantity.CREATE_AND_CONNECT_FIRST;
import static io.netledger.deploy.local.bench.Quantity.DISCONNECT;
import static io.netledger.deploy.local.bench.Quantity.DISCONNECT_LAST;
import static io.netledger.deploy.local.bench.Quantity.DISCONNECT_LAST_AND_REMOVE;
import static io.netledger.deploy.local.bench.Quantity.INSPECT;
import static io.netledger.deploy.local.bench.Quantity.LIST;
import static io.netledger.deploy.local.bench.Quantity.REMOVE;

import io.netledger.deploy.local.witness.Steps;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How long each call takes for one caller. A round is the whole life of a network with two
 * endpoints; ours and the peer's rounds take turns.
 */
final class Latencies {

  static final Set<Quantity> QUANTITIES =
      EnumSet.of(CREATE, REMOVE, CONNECT, DISCONNECT, INSPECT, LIST);

  /**
   * Rounds of ours before all others: a JVM compiles what runs often, while the peer was compiled
   * before it was delivered. It is a matter of half a minute, once in the life of a service.
   */
  static final int COMPILING = 200;

  /** Rounds of both before those that count. */
  private static final int WARM_UP = 10;

  /** Networks that stand all the time, so that lists have something to show. */
  private static final int STANDING = 8;

  private final List<Contestant> contestants;
  private final Steps steps;

  /** Ours is the first contestant. */
  Latencies(List<Contestant> contestants, Steps steps) {
    this.contestants = contestants;
    this.steps = steps;
  }

  void measure(Wish wish, Report report) {
    int rounds = wish.rounds();
    List<Life> lives = contestants.stream().map(Life::new).toList();
    lives.forEach(Life::prepare);
    Life ours = lives.getFirst();
    steps.say("calls of one caller: " + COMPILING + " rounds of ours to compile");
    for (int round = 0; round < COMPILING; round++) {
      ours.round("compiling-" + round, false);
      steps.tick("round", round + 1, COMPILING);
    }
    steps.say("calls of one caller: " + WARM_UP + " rounds to warm up, then " + rounds);
    for (int round = 0; round < WARM_UP + rounds; round++) {
      for (Life life : lives) {
        life.round("round-" + round, round >= WARM_UP);
        steps.tick("round", round + 1, WARM_UP + rounds);
      }
    }
    lives.forEach(Life::end);
    ours.samples.forEach((what, samples) -> {
      if (wish.quantities().contains(what) || !what.isForPrograms()) {
        report.add(row(what, samples, lives.size() > 1 ? lives.get(1).samples.get(what) : null));
      }
    });
  }

  private static Row row(
      Quantity what, Samples ours, @org.jspecify.annotations.Nullable Samples peer) {
    return new Row(
        what,
        1,
        ours.medianMillis(),
        "dockerd",
        peer == null ? OptionalDouble.empty() : OptionalDouble.of(peer.medianMillis()),
        OptionalDouble.of(ours.p99Millis()),
        peer == null ? OptionalDouble.empty() : OptionalDouble.of(peer.p99Millis()));
  }

  /** One contestant's rounds. */
  private static final class Life {

    private final Map<Quantity, Samples> samples = new EnumMap<>(Quantity.class);
    private final Engine engine;

    Life(Contestant contestant) {
      engine = contestant.caller();
    }

    void prepare() {
      engine.sandbox("first");
      engine.sandbox("second");
      for (int i = 0; i < STANDING; i++) {
        engine.create("standing-" + i);
      }
    }

    void round(String network, boolean counts) {
      long create = time(() -> engine.create(network));
      long connectFirst = time(() -> engine.connect(network, "first"));
      long connect = time(() -> engine.connect(network, "second"));
      long inspect = time(() -> engine.inspect(network));
      long list = time(engine::list);
      long disconnect = time(() -> engine.disconnect(network, "second"));
      long disconnectLast = time(() -> engine.disconnect(network, "first"));
      long remove = time(() -> engine.remove(network));
      if (counts) {
        add(CREATE, create);
        add(REMOVE, remove);
        add(CONNECT, connect);
        add(DISCONNECT, disconnect);
        add(INSPECT, inspect);
        add(LIST, list);
        add(CONNECT_FIRST, connectFirst);
        add(CREATE_AND_CONNECT_FIRST, create + connectFirst);
        add(DISCONNECT_LAST, disconnectLast);
        add(DISCONNECT_LAST_AND_REMOVE, disconnectLast + remove);
      }
    }

    private void add(Quantity what, long nanos) {
      samples.computeIfAbsent(what, _ -> new Samples()).add(nanos);
    }

    private static long time(Runnable call) {
      long begin = System.nanoTime();
      call.run();
      return System.nanoTime() - begin;
    }

    void end() {
      for (int i = 0; i < STANDING; i++) {
        engine.remove("standing-" + i);
      }
      engine.close();
    }
  }
}
