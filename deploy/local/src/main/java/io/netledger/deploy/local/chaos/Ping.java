package io.netledger.deploy.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Packets between two sandboxes that stay connected, one each 50 ms. */
final class Ping {

  private static final Pattern COUNTS =
      Pattern.compile("(\\d+) packets transmitted, (\\d+) received");

  private final Process process;
  private final String target;

  private Ping(Process process, String target) {
    this.process = process;
    this.target = target;
  }

  /** Begins in the namespace {@code netns}, a file on the host. */
  static Ping start(Shell shell, String netns, String target) {
    try {
      // A limit for the case that nobody is left to end it.
      return new Ping(
          shell.start("exec nsenter --net=" + netns + " ping -n -q -i 0.05 -w 3600 " + target),
          target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it, and checks that every packet was answered. */
  void end(Checks checks) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      var counts = COUNTS.matcher(output);
      boolean complete =
          counts.find()
              && counts.group(1).equals(counts.group(2))
              && Integer.parseInt(counts.group(1)) > 0;
      checks.that("no ping to " + target + " was lost", complete, output.strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  void kill() {
    process.destroyForcibly();
  }
}
