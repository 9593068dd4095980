package io.netledger.deploy.local.scale;

import io.netledger.deploy.local.witness.Pause;
import io.netledger.deploy.local.witness.Steps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Very many hosts without kernels. */
final class Fleet implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int MILLIS_BETWEEN_LOOKS = 5;

  private final List<SimulatedHost> hosts = new ArrayList<>();
  private final Steps steps;

  Fleet(Spread spread, Path networkService, Steps steps) {
    this.steps = steps;
    for (int host = 0; host < spread.hosts(); host++) {
      hosts.add(SimulatedHost.start(networkService, spread.host(host), spread.underlay(host)));
      steps.tick("hosts started", host + 1, spread.hosts());
    }
  }

  SimulatedHost host(int number) {
    return hosts.get(number);
  }

  void note() {
    hosts.forEach(SimulatedHost::note);
  }

  long bytes() {
    return hosts.stream().mapToLong(SimulatedHost::bytes).sum();
  }

  /** How often each has answered. */
  List<Long> answers() {
    return hosts.stream().map(SimulatedHost::answers).toList();
  }

  /** Whether each host answers, within minutes, once more than {@code before}, by host. */
  boolean answers(List<Long> before) {
    for (int number = 0; number < hosts.size(); number++) {
      SimulatedHost host = hosts.get(number);
      long had = before.get(number);
      steps.tick("hosts have answered", number, hosts.size());
      if (!Pause.until(() -> host.answers() > had, LIMIT, MILLIS_BETWEEN_LOOKS)) {
        return false;
      }
    }
    return true;
  }

  /** When the last of some hosts answered the message with that endpoint, in microseconds. */
  long lastAnswer(List<Integer> concerned, String endpoint) {
    return concerned.stream()
        .map(hosts::get)
        .mapToLong(host -> {
          if (!Pause.until(
              () -> host.answeredAt(endpoint).isPresent(), LIMIT, MILLIS_BETWEEN_LOOKS)) {
            throw new IllegalStateException("a host was not told of " + endpoint);
          }
          return host.answeredAt(endpoint).orElseThrow();
        })
        .max()
        .orElseThrow();
  }

  @Override
  public void close() {
    hosts.parallelStream().forEach(SimulatedHost::close);
  }
}
