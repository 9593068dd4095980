package io.netledger.deploy.local.bench;

import io.netledger.deploy.local.witness.Resident;
import io.netledger.deploy.local.witness.Steps;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What the driver-agent holds in memory when its host has a thousand endpoints. */
final class AgentMemory {

  private static final int ENDPOINTS = 1_000;
  private static final int NETWORKS = 10;
  private static final int CALLERS = 8;

  private final Contestant ours;
  private final Subject subject;
  private final Steps steps;

  AgentMemory(Contestant ours, Subject subject, Steps steps) {
    this.ours = ours;
    this.subject = subject;
    this.steps = steps;
  }

  /** {@code peer} is dockerd's memory, if there is one, with its few dozen endpoints. */
  void measure(OptionalDouble peer, Report report) {
    steps.say(
        "agent's memory: %d sandboxes, an endpoint each, on %d networks"
            .formatted(ENDPOINTS, NETWORKS));
    var kernel = new Kernel(subject.hostEntry());
    int before = kernel.endpoints();
    try (var callers = Callers.of(ours, CALLERS)) {
      callers.each(NETWORKS, (engine, number) -> engine.create("crowd-" + number));
      callers.each(
          ENDPOINTS,
          (engine, number) -> {
            engine.sandbox("crowd-" + number);
            engine.connect("crowd-" + number % NETWORKS, "crowd-" + number);
            steps.tick("endpoint", number + 1, ENDPOINTS);
          });
    }
    kernel.expect(before + ENDPOINTS);
    double megabytes =
        IntStream.range(0, 5).mapToDouble(_ -> Resident.megabytes(subject.agent())).max().orElse(0);
    report.add(Row.of(Quantity.AGENT_RSS_MB, CALLERS, megabytes, "dockerd", peer));
    report.note(
        "agent_rss_mb: VmRSS of the driver-agent with "
            + ENDPOINTS
            + " endpoints in its host's kernel; dockerd's VmRSS (containerd and shims not counted)"
            + " with 35 containers");
  }
}
