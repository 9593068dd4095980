package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Steps;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The whole run: what was wished for, one thing after the other. */
public final class Bench {

  private final Subject subject;
  private final Wish wish;
  private final PrintStream out;
  private final Steps steps;
  private final Report report = new Report();

  public Bench(Subject subject, Wish wish, PrintStream out) {
    this.subject = subject;
    this.wish = wish;
    this.out = out;
    this.steps = new Steps(out);
  }

  /**
   * Measures and prints. Ends by itself, and everything it has started with it.
   *
   * @param file where rows for programs go, if anywhere
   * @throws IllegalStateException if a call is refused or a peer does not do its work
   */
  public void run(Optional<Path> file) {
    try (var netledger = new Netledger(subject, subject.first())) {
      OptionalDouble dockerdMemory = beside(netledger);
      if (wish.quantities().contains(Quantity.AGENT_RSS_MB)) {
        new AgentMemory(netledger, subject, steps).measure(dockerdMemory, report);
      }
      if (wish.quantities().contains(Quantity.RESOLVER)) {
        new Resolving(netledger, subject, steps).measure(wish.rounds(), report);
      }
    }
    if (wish.wantsAnyOf(Overlay.QUANTITIES)) {
      overlay();
    }
    appends();
    report.print(out);
    if (file.isPresent()) {
      write(file.get());
    }
  }

  /** What is measured beside dockerd; returns what dockerd holds in memory at the end. */
  private OptionalDouble beside(Netledger netledger) {
    if (!wish.wantsAnyOf(Latencies.QUANTITIES)
        && !wish.wantsAnyOf(Flows.QUANTITIES)
        && !wish.wantsAnyOf(EnumSet.of(Quantity.CONNECTS_PER_S, Quantity.AGENT_RSS_MB))) {
      return OptionalDouble.empty();
    }
    Optional<String> missing = Dockerd.missing(wish.root());
    if (missing.isPresent()) {
      steps.say(missing.get());
      report.note(missing.get());
      calls(List.of(netledger));
      return OptionalDouble.empty();
    }
    steps.say("dockerd starts, in namespaces of its own");
    try (var dockerd = Dockerd.start(wish.scratch().resolve("docker"))) {
      calls(List.of(netledger, dockerd));
      OptionalDouble memory = dockerd.residentMegabytes();
      steps.say("dockerd ends");
      return memory;
    }
  }

  private void calls(List<Contestant> contestants) {
    if (wish.wantsAnyOf(Latencies.QUANTITIES)) {
      new Latencies(contestants, steps).measure(wish, report);
      report.note(
          "calls of one caller: %d rounds of ours before, so that the JVMs have compiled what runs; then the same for both"
              .formatted(Latencies.COMPILING));
      report.note(
          """
          create and remove: ours are durable and change no kernel, since a network reaches a host with its first
              endpoint there; dockerd makes its bridge at create and takes it away at remove. So connect_first and
              disconnect_last have that work of ours, and the sums create_and_connect_first and
              disconnect_last_and_remove are what compares like with like. connect and disconnect are those of a
              further endpoint\
          """);
    }
    if (wish.quantities().contains(Quantity.CONNECTS_PER_S)) {
      var kernel = new Kernel(subject.hostEntry());
      new Throughput(contestants, kernel, steps).measure(report);
    }
    if (wish.wantsAnyOf(Flows.QUANTITIES)) {
      new Flows(contestants, steps).measure(wish, report);
    }
  }

  private void overlay() {
    steps.say("a network over two hosts");
    try (var first = new Netledger(subject, subject.first());
        var second = new Netledger(subject, subject.second());
        var ours = new OverlayGround(first, second)) {
      Optional<String> missing = Dockerd.missing(wish.root());
      if (missing.isPresent()) {
        report.note(missing.get());
        new Overlay(List.of(ours), steps).measure(wish, report);
        return;
      }
      steps.say("two dockerds start on the same wire, and form a swarm");
      try (var swarm = Swarm.start(wish.scratch().resolve("swarm"), subject.wire());
          var peer = new OverlayGround(swarm.manager(), swarm.worker())) {
        new Overlay(List.of(ours, peer), steps).measure(wish, report);
        steps.say("the swarm ends");
      }
    }
  }

  private void appends() {
    if (wish.wantsAnyOf(EnumSet.of(Quantity.APPEND_MANY_PER_S, Quantity.APPEND_HOT_PER_S))) {
      try {
        new Appends(subject.postgres(), wish, steps).measure(report);
      } catch (SQLException e) {
        throw new IllegalStateException("the table for pgbench cannot be made", e);
      }
    }
  }

  private void write(Path file) {
    try {
      report.write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
    out.println("  rows: " + file);
  }
}
