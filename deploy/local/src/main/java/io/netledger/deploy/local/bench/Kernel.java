package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the kernel of the simulated host, by the word of {@code ip}: an attached endpoint
 * that is not there would not count.
 */
final class Kernel {

  private final List<String> command;

  /** Commands with {@code entry} before them run on the host. */
  Kernel(List<String> entry) {
    command = new ArrayList<>(entry);
    command.addAll(List.of("ip", "-oneline", "link", "show", "type", "veth"));
  }

  /** The host's ends of veth pairs: one for each endpoint. */
  int endpoints() {
    try {
      Process ip = new ProcessBuilder(command).redirectErrorStream(true).start();
      return (int) new String(ip.getInputStream().readAllBytes(), UTF_8).lines().count();
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  /** Fails unless there are {@code expected} endpoints. */
  void expect(int expected) {
    int there = endpoints();
    if (there != expected) {
      throw new IllegalStateException(
          "the host's kernel has " + there + " endpoints, expected " + expected);
    }
  }
}
