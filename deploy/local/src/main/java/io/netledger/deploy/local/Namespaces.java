package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who lives in which namespace, as /proc shows it. */
final class Namespaces {

  private static final Path PROC = Path.of("/proc");

  private Namespaces() {}

  /**
   * All processes in the network or mount namespaces of {@code anchors}, and in the network
   * namespaces that are kept as files below their /run/netledger. Never a process that shares them
   * with us.
   */
  static List<RecordedProcess> membersOf(List<RecordedProcess> anchors) {
    Set<String> namespaces = new HashSet<>();
    for (RecordedProcess anchor : anchors) {
      Path proc = PROC.resolve(Long.toString(anchor.pid()));
      link(proc.resolve("ns/net")).ifPresent(namespaces::add);
      link(proc.resolve("ns/mnt")).ifPresent(namespaces::add);
      namespaces.addAll(keptIn(proc.resolve("root/run/netledger")));
    }
    link(PROC.resolve("self/ns/net")).ifPresent(namespaces::remove);
    link(PROC.resolve("self/ns/mnt")).ifPresent(namespaces::remove);
    return namespaces.isEmpty() ? List.of() : members(namespaces);
  }

  private static List<RecordedProcess> members(Set<String> namespaces) {
    List<RecordedProcess> members = new ArrayList<>();
    try (Stream<Path> processes = Files.list(PROC)) {
      processes
          .filter(path -> Character.isDigit(path.getFileName().toString().charAt(0)))
          .filter(path ->
              link(path.resolve("ns/net")).filter(namespaces::contains).isPresent()
                  || link(path.resolve("ns/mnt")).filter(namespaces::contains).isPresent())
          .map(path -> RecordedProcess.of(Long.parseLong(path.getFileName().toString())))
          .flatMap(Optional::stream)
          .forEach(members::add);
      return members;
    } catch (IOException e) {
      throw new Failure("/proc cannot be read", e);
    }
  }

  /**
   * The network namespaces that are mounted on files in {@code directory}, written as the links in
   * /proc are.
   */
  private static Set<String> keptIn(Path directory) {
    Set<String> kept = new HashSet<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        kept.add("net:[" + Files.getAttribute(file, "unix:ino") + "]");
      }
    } catch (IOException _) {
      // The host has none, or is off.
    }
    return kept;
  }

  private static Optional<String> link(Path path) {
    try {
      return Optional.of(Files.readSymbolicLink(path).toString());
    } catch (IOException _) {
      return Optional.empty();
    }
  }
}
