package io.netledger.deploy.local.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The client as a process. */
final class ClientProcess {

  private final Process process;

  private ClientProcess(Process process) {
    this.process = process;
  }

  static ClientProcess start(Stage stage, Path journal, int until, long seed) {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx48m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=deploy-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Client.class.getName(),
                stage.networkService().toString(),
                journal.toString(),
                Integer.toString(until),
                Long.toString(seed)));
    builder.redirectErrorStream(true);
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(stage.scratch().resolve("client.log").toFile()));
    try {
      return new ClientProcess(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("the client cannot be started", e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** With SIGKILL; returns when it is gone. */
  void kill() {
    process.destroyForcibly();
    end(30);
  }

  /** Whether it has ended by itself, all done, within {@code seconds}. */
  boolean end(int seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
