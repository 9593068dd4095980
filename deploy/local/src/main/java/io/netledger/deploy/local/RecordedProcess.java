package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A process that we have started and written down. Numbers are given out again, so the time of its
 * start belongs to it, and the kernel's boot, since that time counts from there.
 *
 * @param pid as we see it
 * @param startTicks field 22 of /proc/PID/stat (proc_pid_stat(5))
 * @param boot the kernel's boot id
 */
record RecordedProcess(long pid, long startTicks, String boot) {

  private static final Path KERNEL_BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /**
   * Fields of /proc/PID/stat, counted from the state, which follows the name's closing parenthesis.
   */
  private static final int STATE = 0;

  private static final int START = 19;

  /**
   * The process in {@code record}, a file with the boot id and the process's stat; empty if it does
   * not live any more.
   */
  static Optional<RecordedProcess> in(Path record) {
    try {
      List<String> lines = Files.readAllLines(record);
      if (lines.size() < 2) {
        return Optional.empty();
      }
      String stat = lines.get(1);
      long pid = Long.parseLong(stat.substring(0, stat.indexOf(' ')));
      return Optional.of(new RecordedProcess(pid, start(stat), lines.getFirst()))
          .filter(RecordedProcess::isAlive);
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The living process {@code pid}. */
  static Optional<RecordedProcess> of(long pid) {
    return stat(pid).map(stat -> new RecordedProcess(pid, start(stat), currentBoot()));
  }

  /** Whether it still runs: this very process, and not as a zombie. */
  boolean isAlive() {
    return boot.equals(currentBoot())
        && stat(pid)
            .filter(stat -> start(stat) == startTicks && !"ZX".contains(fields(stat)[STATE]))
            .isPresent();
  }

  /** The words of its command line; none for a zombie. */
  List<String> command() {
    try {
      return List.of(Files.readString(proc(pid).resolve("cmdline")).split("\0", -1));
    } catch (IOException _) {
      return List.of();
    }
  }

  /** Asks it to end (SIGTERM). */
  void ask() {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
    }
  }

  /** Ends it at once (SIGKILL) and waits until it is gone. */
  void kill() {
    if (isAlive()) {
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      awaitEnd(Duration.ofSeconds(10));
    }
  }

  /** Whether it has ended within {@code limit}. */
  boolean awaitEnd(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (isAlive() && System.nanoTime() < end) {
      Moment.pass();
    }
    return !isAlive();
  }

  private static Optional<String> stat(long pid) {
    try {
      return Optional.of(Files.readString(proc(pid).resolve("stat")));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static long start(String stat) {
    return Long.parseLong(fields(stat)[START]);
  }

  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }

  private static Path proc(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }

  private static String currentBoot() {
    try {
      return Files.readString(KERNEL_BOOT_ID).strip();
    } catch (IOException e) {
      throw new Failure(KERNEL_BOOT_ID + " cannot be read: is /proc mounted?", e);
    }
  }
}
