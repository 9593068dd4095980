package io.netledger.deploy.local.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netledger.deploy.local.witness.Resident;
import io.netledger.deploy.local.witness.Steps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** How quickly names are answered, and none lost, on a network with a thousand of them. */
final class Resolving {

  private static final int NAMES = 1_000; // a Linux bridge has 1,024 ports at most
  private static final int ASKERS = 2;
  private static final int QUESTIONS = 50_000; // each
  private static final int CALLERS = 8;
  private static final String NETWORK = "names";
  private static final String PREFIX = "named-";

  private final Netledger netledger;
  private final Subject subject;
  private final Steps steps;

  Resolving(Netledger netledger, Subject subject, Steps steps) {
    this.netledger = netledger;
    this.subject = subject;
    this.steps = steps;
  }

  void measure(int rounds, Report report) {
    steps.say("names: %d sandboxes on one network".formatted(NAMES));
    try (var callers = Callers.of(netledger, CALLERS)) {
      callers.each(1, (engine, _) -> engine.create(NETWORK));
      callers.each(
          NAMES,
          (engine, number) -> {
            engine.sandbox(PREFIX + number);
            engine.connect(NETWORK, PREFIX + number);
            steps.tick("sandbox", number + 1, NAMES);
          });
    }
    try {
      questions(report);
      afterConnect(rounds, report);
    } catch (IOException e) {
      throw new UncheckedIOException("the name server cannot be asked", e);
    }
  }

  private void questions(Report report) throws IOException {
    var none = OptionalDouble.empty();
    double before = Resident.megabytes(subject.agent());
    steps.say(
        "names: %d sandboxes ask %d questions each, one after the other"
            .formatted(ASKERS, QUESTIONS));
    List<Process> askers = new ArrayList<>();
    for (int i = 0; i < ASKERS; i++) {
      askers.add(start(PREFIX + i, "ask", PREFIX, "" + NAMES, "" + QUESTIONS));
    }
    List<Told> told = new ArrayList<>();
    for (Process asker : askers) {
      told.add(Told.of(new String(asker.getInputStream().readAllBytes(), UTF_8)));
    }
    double median = told.stream().mapToDouble(Told::median).max().orElseThrow();
    double p99 = told.stream().mapToDouble(Told::p99).max().orElseThrow();
    double lost = told.stream().mapToDouble(Told::lost).sum();
    double growth = Resident.megabytes(subject.agent()) - before;
    report.add(Row.of(Quantity.RESOLVER, ASKERS, p99, "", none));
    report.add(Row.of(Quantity.RESOLVER_MEDIAN, ASKERS, median, "", none));
    report.add(Row.of(Quantity.RESOLVER_LOST, ASKERS, lost, "", none));
    report.add(Row.of(Quantity.RESOLVER_GROWTH, ASKERS, growth, "", none));
    report.note(
        "resolver: the 99th percentile of %d questions for %d names, asked by UDP in %d sandboxes, of the slower one; lost answers of all"
                .formatted(ASKERS * QUESTIONS, NAMES, ASKERS)
            + " these; and by how much the agent's VmRSS was larger afterwards");
  }

  /** The name is asked for as soon as connect has returned, until it is known. */
  private void afterConnect(int rounds, Report report) throws IOException {
    steps.say("names: %d times connect, then ask".formatted(rounds));
    Process asker = start(PREFIX + 0, "await");
    var samples = new Samples();
    try (var engine = netledger.caller();
        var out = asker.outputWriter(UTF_8);
        var in = asker.inputReader(UTF_8)) {
      for (int i = 0; i <= rounds; i++) {
        String name = PREFIX + "late-" + i;
        engine.sandbox(name);
        engine.connect(NETWORK, name);
        out.write(name + "\n");
        out.flush();
        double millis = number(String.valueOf(in.readLine()));
        engine.disconnect(NETWORK, name);
        if (i > 0) { // the first warms the asker up
          samples.add((long) (millis * 1e6));
        }
      }
    }
    var none = OptionalDouble.empty();
    report.add(
        new Row(
            Quantity.RESOLVER_AFTER_CONNECT,
            1,
            samples.medianMillis(),
            "",
            none,
            OptionalDouble.of(samples.p99Millis()),
            none));
  }

  private Process start(String sandbox, String... words) throws IOException {
    List<String> command = new ArrayList<>(netledger.inSandbox(sandbox));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Questions.class.getName());
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** What an asker says at its end: milliseconds, and a count. */
  private record Told(double median, double p99, double most, double lost) {

    static Told of(String line) {
      String[] words = line.strip().split(" ", -1);
      if (words.length != 4) {
        throw unexpected(line);
      }
      return new Told(number(words[0]), number(words[1]), number(words[2]), number(words[3]));
    }
  }

  private static double number(String word) {
    try {
      return Double.parseDouble(word.strip());
    } catch (NumberFormatException _) {
      throw unexpected(word);
    }
  }

  private static IllegalStateException unexpected(String words) {
    return new IllegalStateException("the asker said \"" + words + "\"");
  }
}
