package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A place to run commands in: the host's network, or a sandbox's.
 *
 * @param entry what leads there, put before the command
 */
record Entered(List<String> entry) {

  /** Starts a command with its errors among its output. */
  Process start(List<String> words) {
    List<String> command = new ArrayList<>(entry);
    command.addAll(words);
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    }
  }

  /**
   * Runs a command to its end and returns what it said.
   *
   * @throws IllegalStateException if it failed
   */
  String run(List<String> words) {
    Process process = start(words);
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", words) + ":\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", words), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
