package io.netledger.deploy.local.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.deploy.local.witness.Steps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The crowd as a process on the host: in its namespaces it may enter those of the sandboxes. */
final class CrowdProcess implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 30;
  private static final String OK = "ok ";

  private final Process process;
  private final PrintStream jobs;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Steps steps;

  private CrowdProcess(Process process, Steps steps) {
    this.process = process;
    this.steps = steps;
    this.jobs = new PrintStream(process.getOutputStream(), false, UTF_8);
    Thread.ofPlatform().daemon().start(this::listen);
  }

  static CrowdProcess start(Stage stage, Steps steps) {
    List<String> words = new ArrayList<>(stage.onHost());
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xmx96m",
            "-Xss256k",
            "--enable-native-access=ALL-UNNAMED",
            "-Dlogback.configurationFile=deploy-logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            Crowd.class.getName()));
    var builder = new ProcessBuilder(words);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(stage.log("crowd").toFile()));
    try {
      return new CrowdProcess(builder.start(), steps);
    } catch (IOException e) {
      throw new UncheckedIOException("the crowd cannot be started", e);
    }
  }

  private void listen() {
    try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      output.lines().forEach(answers::add);
    } catch (IOException | UncheckedIOException _) {
      // It has ended; who waits for an answer will find out.
    }
  }

  /** Has it do all of {@code work}; what it said, in the order of the answers. */
  List<Answer> all(String what, List<? extends Job> work) {
    steps.say(work.size() + " " + what);
    for (int number = 0; number < work.size(); number++) {
      jobs.println(work.get(number).line(number));
    }
    jobs.flush();
    List<Answer> all = new ArrayList<>();
    while (all.size() < work.size()) {
      all.add(next(what));
      steps.tick(what, all.size(), work.size());
    }
    return all;
  }

  /** Has it do one thing. */
  Answer one(String what, Job job) {
    return all(what, List.of(job)).getFirst();
  }

  private Answer next(String what) {
    try {
      for (int second = 0; second < PATIENCE_SECONDS && process.isAlive(); second++) {
        String line = answers.poll(1, TimeUnit.SECONDS);
        if (line != null) {
          return Answer.of(Job.words(line));
        }
        steps.tick(what + ": seconds without an answer", second + 1, PATIENCE_SECONDS);
      }
      throw new IllegalStateException(
          what + ": the crowd says nothing" + (process.isAlive() ? "" : ", it has ended"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    jobs.close();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What became of a job.
   *
   * @param text its result, or why it failed
   */
  record Answer(boolean success, String text) {

    static Answer of(String words) {
      return words.startsWith(OK)
          ? new Answer(true, words.substring(OK.length()))
          : new Answer(false, words);
    }
  }
}
