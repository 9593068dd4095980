package io.netledger.deploy.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program with its arguments.
 *
 * @param words the program and what follows it
 */
record Command(List<String> words) {

  /**
   * The child writes itself down before it becomes the program, so that no part ever runs of which
   * we do not know. {@code self} is the shell, as it opens the file itself.
   */
  private static final String WRITE_DOWN_AND_BECOME =
      """
      read -r boot </proc/sys/kernel/random/boot_id && read -r stat </proc/self/stat &&
      printf '%s\\n%s\\n' "$boot" "$stat" >"$0.new" && mv "$0.new" "$0" && exec "$@"
      """;

  static Command of(String... words) {
    return new Command(List.of(words));
  }

  /** This command as the last arguments of {@code before}. */
  Command after(List<String> before) {
    List<String> all = new ArrayList<>(before);
    all.addAll(words);
    return new Command(all);
  }

  /**
   * Runs it in a session of its own, so that it goes on without us. Its output goes to the end of
   * {@code log}.
   */
  Process start(Path record, Path log) {
    Command child =
        after(List.of("setsid", "--", "sh", "-c", WRITE_DOWN_AND_BECOME, record.toString()));
    try {
      return child.builder().redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    } catch (IOException e) {
      throw new Failure(words.getFirst() + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** How it ended. */
  Outcome run() {
    try {
      Process process = builder().start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return new Outcome(process.waitFor() == 0, output);
    } catch (IOException e) {
      return new Outcome(false, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted", e);
    }
  }

  /**
   * A command's end.
   *
   * @param output what it wrote, errors too
   */
  record Outcome(boolean success, String output) {}

  private ProcessBuilder builder() {
    var builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    // ip and mount are there, and not in a normal user's PATH on Debian.
    environment.merge("PATH", ":/usr/sbin:/sbin", String::concat);
    return builder;
  }
}
