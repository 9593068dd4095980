package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.deploy.local.witness.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One TCP flow by iperf3: a server in one place, a client in another. */
final class Iperf {

  private static final Pattern RECEIVED = Pattern.compile("([0-9.]+) Mbits/sec +receiver");

  private Iperf() {}

  static boolean isInstalled() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "iperf3")));
  }

  /** A server that answers one client after the other until it is closed. */
  static Server serve(Shell place, int port) {
    try {
      Process process = place.start("exec iperf3 --server --forceflush --port " + port);
      var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        if (line.contains("listening")) {
          Thread.startVirtualThread(() -> drain(said));
          return new Server(process);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("iperf3 --server", e);
    }
    throw new IllegalStateException("iperf3 --server has ended");
  }

  private static void drain(BufferedReader said) {
    try {
      while (said.readLine() != null) {
        // a report for each client, in which nobody is interested
      }
    } catch (IOException _) {
      // it was closed
    }
  }

  /** What one flow brings to the receiver, after {@code seconds}. */
  static double megabitsPerSecond(Shell place, String address, int port, int seconds) {
    String report =
        place.run(
            "iperf3 --client %s --port %d --time %d --format m".formatted(address, port, seconds));
    Matcher received = RECEIVED.matcher(report);
    if (!received.find()) {
      throw new IllegalStateException("iperf3 has not said what was received:\n" + report);
    }
    return Double.parseDouble(received.group(1));
  }

  /** A server that runs. */
  record Server(Process process) implements AutoCloseable {

    /** Ends it, and what leads to it. */
    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
  }
}
