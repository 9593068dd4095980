package io.netledger.deploy.local.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Commands of the host's administrator: the witnesses. */
public final class Shell {

  private final List<String> entry;

  public Shell(List<String> entry) {
    this.entry = entry;
  }

  /** What {@code script} prints; its errors are part of it. */
  public String run(String script) {
    try {
      Process process = start(script);
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(script + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** {@code script} as a running process. */
  public Process start(String script) throws IOException {
    List<String> words = new ArrayList<>(entry);
    words.addAll(List.of("sh", "-c", script));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    // ip and nft are there, and not in a normal user's PATH on Debian.
    builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }
}
