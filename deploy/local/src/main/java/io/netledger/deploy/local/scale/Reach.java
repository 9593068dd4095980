package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.scale.CrowdProcess.Answer;
import io.netledger.deploy.local.witness.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Whether each sandbox answers, by its own name, on every way that leads to it. */
final class Reach {

  private final Layout layout;
  private final List<Box> boxes;
  private final CrowdProcess crowd;
  private final Report report;
  private final Steps steps;
  private final Pace pace = Pace.ofThisMachine();

  Reach(Layout layout, List<Box> boxes, CrowdProcess crowd, Report report, Steps steps) {
    this.layout = layout;
    this.boxes = boxes;
    this.crowd = crowd;
    this.report = report;
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
    reach("from beyond, at their published ports", this::fromBeyond);
    reach(
        "from the host, at its own address",
        box -> new Job.Call(Job.HOST, Outside.HOST_ADDRESS, hostPort(box), box.name()));
    reach(
        "from the host, at 127.0.0.1",
        box -> new Job.Call(Job.HOST, "127.0.0.1", hostPort(box), box.name()));
    reach("from a neighbour, over the second network", this::fromNeighbour);
  }

  /** The same after something has happened, on the way that has the most parts. */
  void again() {
    reach("from beyond, after the agent's restart", this::fromBeyond);
  }

  private Job.Call fromBeyond(Box box) {
    return new Job.Call(Outside.NETNS, Outside.HOST_ADDRESS, hostPort(box), box.name());
  }

  private int hostPort(Box box) {
    return layout.hostPort(box.number());
  }

  private Job.Call fromNeighbour(Box box) {
    Box neighbour = boxes.get(layout.neighbour(box.number()));
    return new Job.Call(neighbour.netns(), box.back(), Layout.PORT, box.name());
  }

  private void reach(String how, Function<Box, Job.Call> way) {
    List<String> failures = new ArrayList<>();
    long nanos = 0;
    List<List<Job.Call>> parts = pace.parts(boxes.stream().map(way).toList());
    for (List<Job.Call> part : parts) {
      // The table may be full of what was before.
      steps.pause(
          "room in the kernel's table of neighbours",
          parts.size() > 1 ? Pace.PAUSE : Duration.ZERO);
      long begin = System.nanoTime();
      failures.addAll(failures(crowd.all("calls " + how, part)));
      nanos += System.nanoTime() - begin;
    }
    report.figure("calls " + how, boxes.size() / (nanos / 1e9), "per second");
    report.none("all sandboxes answer " + how, failures);
  }

  private static List<String> failures(List<Answer> answers) {
    return answers.stream().filter(each -> !each.success()).map(Answer::text).toList();
  }
}
