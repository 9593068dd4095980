package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.scale.CrowdProcess.Answer;
import io.netledger.deploy.local.witness.Shell;
import io.netledger.deploy.local.witness.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Whether each sandbox answers, by its own name, on every way that leads to it. */
final class Reach {

  private final Layout layout;
  private final List<Box> boxes;
  private final CrowdProcess crowd;
  private final Report report;
  private final Shell shell;
  private final Steps steps;
  private final Pace pace = Pace.ofThisMachine();

  Reach(
      Layout layout, List<Box> boxes, CrowdProcess crowd, Shell shell, Report report, Steps steps) {
    this.layout = layout;
    this.boxes = boxes;
    this.crowd = crowd;
    this.report = report;
    this.shell = shell;
    this.steps = steps;
  }

  /** Puts a server into each. */
  void serve() {
    report.none(
        "each sandbox has a server",
        failures(
            crowd.all(
                "servers",
                boxes.stream()
                    .map(box -> new Job.Serve(box.name(), box.netns(), Layout.PORT))
                    .toList())));
  }

  void all() {
    tryAll(
        new Trial("from beyond, at their published ports", this::fromBeyond),
        new Trial("from the host, at its own address", box -> fromHost(box, Outside.HOST_ADDRESS)),
        new Trial("from the host, at 127.0.0.1", box -> fromHost(box, "127.0.0.1")));
    tryAll(new Trial("from a neighbour, over the second network", this::fromNeighbour));
  }

  /** The same after something has happened, on the way that has the most parts. */
  void again() {
    tryAll(new Trial("from beyond, after the agent's restart", this::fromBeyond));
  }

  private Job.Call fromBeyond(Box box) {
    return new Job.Call(
        Outside.NETNS, Outside.HOST_ADDRESS, layout.hostPort(box.number()), box.name());
  }

  private Job.Call fromHost(Box box, String address) {
    return new Job.Call(Job.HOST, address, layout.hostPort(box.number()), box.name());
  }

  private Job.Call fromNeighbour(Box box) {
    Box neighbour = boxes.get(layout.neighbour(box.number()));
    return new Job.Call(neighbour.netns(), box.back(), Layout.PORT, box.name());
  }

  /** Ways on which the same neighbours meet. */
  private void tryAll(Trial... ways) {
    for (List<Box> part : pace.parts(boxes)) {
      for (Trial way : ways) {
        way.call(part);
      }
      steps.say("  they forget their neighbours");
      Pace.forget(shell, namespaces(part));
    }
    for (Trial way : ways) {
      way.tell();
    }
  }

  /** Those that were called, and those that called. */
  private Set<String> namespaces(List<Box> called) {
    Set<String> namespaces = new TreeSet<>();
    for (Box box : called) {
      namespaces.add(box.netns());
      namespaces.add(boxes.get(layout.neighbour(box.number())).netns());
    }
    return namespaces;
  }

  private static List<String> failures(List<Answer> answers) {
    return answers.stream().filter(each -> !each.success()).map(Answer::text).toList();
  }

  /** One way to all sandboxes. */
  private final class Trial {

    private final String how;
    private final Function<Box, Job.Call> way;
    private final List<String> failures = new ArrayList<>();
    private long nanos;

    Trial(String how, Function<Box, Job.Call> way) {
      this.how = how;
      this.way = way;
    }

    void call(List<Box> some) {
      long begin = System.nanoTime();
      failures.addAll(failures(crowd.all("calls " + how, some.stream().map(way).toList())));
      nanos += System.nanoTime() - begin;
    }

    void tell() {
      report.figure("calls " + how, boxes.size() / (nanos / 1e9), "per second");
      report.none("all sandboxes answer " + how, failures);
    }
  }
}
