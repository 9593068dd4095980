package io.netledger.deploy.local.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Packets between two sandboxes that stay connected, at regular intervals. */
public final class Ping {

  private static final int END_SECONDS = 10;

  private final Process process;
  private final CompletableFuture<String> output;
  private final String target;

  private Ping(Process process, String target) {
    this.process = process;
    this.target = target;
    // A thread of its own: a ping whose pipe is full would send no more.
    output =
        CompletableFuture.supplyAsync(
            () -> read(process), reading -> Thread.ofPlatform().daemon().start(reading));
  }

  /** Begins in the namespace {@code netns}, a file on the host, with {@code interval} seconds. */
  public static Ping start(Shell shell, String netns, String target, String interval) {
    try {
      // A limit for the case that nobody is left to end it.
      return new Ping(
          shell.start(
              "exec nsenter --net=" + netns + " ping -n -i " + interval + " -w 3600 " + target),
          target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String target() {
    return target;
  }

  /** Ends it and says what came back. */
  public Replies end() {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      return Replies.in(output.get(END_SECONDS, TimeUnit.SECONDS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the end of ping " + target + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void kill() {
    process.destroyForcibly();
  }
}
