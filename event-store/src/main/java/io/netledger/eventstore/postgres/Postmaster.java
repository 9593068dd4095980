package io.netledger.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A running server's first process, as postmaster.pid and /proc show it.
 *
 * @param pid of the process
 * @param port it listens on; 0 while it is not known yet
 * @param ready whether it answers queries
 */
record Postmaster(long pid, int port, boolean ready) {

  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  /**
   * The server that runs on {@code data}, if one does. That a process with the number in
   * postmaster.pid exists says little: it may be a zombie that its parent never collects, or
   * another program that got the number. Only its command line tells.
   */
  static Optional<Postmaster> on(Path data) {
    List<String> lines = linesOf(data.resolve("postmaster.pid"));
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    if (!commandOf(pid).contains(data.toString())) {
      return Optional.empty();
    }
    boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).startsWith("ready");
    int port = lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0;
    return Optional.of(new Postmaster(pid, port, ready));
  }

  /** Whether it runs the program {@code postgres}, and not one of another release. */
  boolean runs(String postgres) {
    return commandOf(pid).contains(postgres);
  }

  /**
   * How the processes of one server are told from those of others: they show the name in their
   * titles.
   */
  static String nameOf(Path data) {
    return "netledger-" + Integer.toHexString(data.hashCode());
  }

  /**
   * The server processes on {@code data} that have outlived their postmaster. They end by
   * themselves, soon; before that no new server may touch the files.
   */
  static List<Long> orphans(Path data) {
    String title = "postgres: " + nameOf(data) + ":";
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .map(path -> path.getFileName().toString())
          .filter(name -> Character.isDigit(name.charAt(0)))
          .map(Long::valueOf)
          .filter(pid -> commandOf(pid).stream().anyMatch(word -> word.startsWith(title)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("/proc is not mounted", e);
    }
  }

  /**
   * The words of a process's command line; none for a zombie, and none if there is no such process.
   */
  private static List<String> commandOf(long pid) {
    try {
      return List.of(
          Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), UTF_8).split("\0", -1));
    } catch (IOException _) {
      return List.of();
    }
  }

  /** The lines of the file; none if it is not there. */
  private static List<String> linesOf(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException _) {
      return List.of();
    }
  }
}
