package io.netledger.deploy.local.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process has. */
public final class Resident {

  private static final String LABEL = "VmRSS:";

  private Resident() {}

  /** VmRSS of proc_pid_status(5), in 2^20 bytes. */
  public static double megabytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try (var lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(LABEL))
          .mapToDouble(line ->
              Long.parseLong(line.substring(LABEL.length()).replace("kB", "").strip()) / 1024.0)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
