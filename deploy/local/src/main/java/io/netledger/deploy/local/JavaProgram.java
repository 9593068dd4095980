package io.netledger.deploy.local;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A program of ours as a JVM's command line. The JVM is made small: one collector thread, one
 * compiler, and the classes of the last run mapped from a file, which is what makes a start fast.
 *
 * @param module the artifact with the main class; its manifest names that and the class path
 * @param heapMegabytes the most that the heap may take
 * @param options of the JVM, beside those of all programs
 */
record JavaProgram(String module, int heapMegabytes, List<String> options) {

  /**
   * The command that runs it.
   *
   * @param archive where the JVM keeps its classes for the next start
   */
  Command command(Path archive, List<String> arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=24m",
                "-XX:-UsePerfData",
                "-Xss256k",
                "-Xms8m",
                "-Xmx" + heapMegabytes + "m",
                "-XX:MaxDirectMemorySize=32m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0", // else every page of the archive is written to
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:disable",
                "--sun-misc-unsafe-memory-access=allow",
                "-Daxoniq.update-checker.disabled=true"));
    words.addAll(options);
    words.addAll(List.of("-jar", jar().toString()));
    words.addAll(arguments);
    return new Command(words);
  }

  private Path jar() {
    String start = module + "-";
    try (var jars = Files.list(library())) {
      return jars.filter(
              jar -> {
                String name = jar.getFileName().toString();
                return name.startsWith(start) && Character.isDigit(name.charAt(start.length()));
              })
          .findFirst()
          .orElseThrow(() -> new Failure("there is no " + start + "*.jar in " + library()));
    } catch (IOException e) {
      throw new Failure(library() + " cannot be read", e);
    }
  }

  /** The name of the build that we are from. */
  static String build() {
    return String.valueOf(Objects.requireNonNull(library().getParent()).getFileName());
  }

  /** The folder of all jars, this class's own among them. */
  static Path library() {
    try {
      Path here =
          Path.of(JavaProgram.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Objects.requireNonNull(here.toRealPath().getParent());
    } catch (URISyntaxException | IOException e) {
      throw new Failure("the folder of the jars cannot be found", e);
    }
  }
}
