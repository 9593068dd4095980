package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Starts the processes that do nothing but keep namespaces alive. */
final class Holder {

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Holder() {}

  /**
   * Starts {@code command} and returns when it has become {@code sleep}: then its namespaces are
   * made.
   *
   * @param name for messages
   */
  static RecordedProcess start(String name, Command command, Path record, Path log) {
    Process process = command.start(record, log);
    long limit = System.nanoTime() + LIMIT_NANOS;
    while (System.nanoTime() < limit) {
      var started = RecordedProcess.of(process.pid());
      if (started.isPresent() && started.get().command().getFirst().equals("sleep")) {
        return started.get();
      }
      if (waited(process)) {
        throw new Failure(name + " cannot be made: " + lastLineOf(log));
      }
    }
    process.destroyForcibly();
    throw new Failure(name + " is not there after 20 s: see " + log);
  }

  private static boolean waited(Process process) {
    try {
      return process.waitFor(2, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  private static String lastLineOf(Path log) {
    try {
      var lines = Files.readAllLines(log);
      return lines.isEmpty() ? "it says nothing" : Objects.requireNonNull(lines.getLast());
    } catch (IOException e) {
      return "its log " + log + " cannot be read";
    }
  }
}
