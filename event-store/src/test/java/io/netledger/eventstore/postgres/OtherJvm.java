package io.netledger.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A second process that opens a directory, says how that went, and keeps it until it is killed. */
final class OtherJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader said;

  /**
   * @param prefix what to put before the command, to run it as someone else
   */
  OtherJvm(Path directory, Path programs, String... prefix) throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            OtherJvm.class.getName(),
            directory.toString(),
            programs.toString()));
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  public static void main(String[] arguments) throws IOException {
    try {
      var server = EmbeddedPostgres.open(Path.of(arguments[0]), Path.of(arguments[1]));
      System.out.println("answer: opened " + server.pid() + " " + server.database("kept"));
      System.in.read();
    } catch (IllegalStateException e) {
      System.out.println("answer: " + e.getMessage());
    }
  }

  /** What it has to say. */
  String answer() throws IOException {
    String line = said.readLine();
    while (line != null && !line.startsWith("answer: ")) {
      line = said.readLine();
    }
    return String.valueOf(line);
  }

  /** Kills it with signal 9 and waits for its end. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  long pid() {
    return process.pid();
  }
}
