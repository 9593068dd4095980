package io.netledger.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts parts side by side and waits until each is ready. */
final class Start {

  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final int LOG_LINES = 15;

  private final DataDirectory data;
  private final Progress progress;

  Start(DataDirectory data, Progress progress) {
    this.data = data;
    this.progress = progress;
  }

  /**
   * Starts those of {@code parts} that do not run, and waits for all.
   *
   * @throws Failure if one ends, or is not ready in time, with the end of its log
   */
  void all(List<Part> parts) {
    long begin = System.nanoTime();
    List<Part> waiting = new ArrayList<>(parts);
    List<String> found = new ArrayList<>();
    for (Part part : parts) {
      if (process(part).isPresent()) {
        found.add(part.name());
      } else {
        part.command().start(data.process(part.name()), data.log(part.name()));
      }
    }
    while (!waiting.isEmpty()) {
      waiting.removeIf(part -> isReady(part, begin, found.contains(part.name())));
      if (!waiting.isEmpty()) {
        check(waiting, begin);
      }
    }
  }

  private boolean isReady(Part part, long begin, boolean found) {
    if (!part.readiness().holds()) {
      return false;
    }
    if (found) {
      progress.already(part.name(), "runs", part.place());
    } else {
      progress.done(part.name(), "ready", begin, part.place());
    }
    return true;
  }

  private void check(List<Part> waiting, long begin) {
    for (Part part : waiting) {
      if (hasEnded(part, begin)) {
        throw new Failure(part.name() + " has ended while starting. The end of " + tail(part));
      }
    }
    if (System.nanoTime() - begin > LIMIT.toNanos()) {
      Part part = waiting.getFirst();
      throw new Failure(
          part.name()
              + " is not ready after "
              + LIMIT.toSeconds()
              + " s. The end of "
              + tail(part));
    }
    Moment.pass();
  }

  /** A child that has not yet written itself down is not ended: it gets a second for that. */
  private boolean hasEnded(Part part, long begin) {
    return System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(1) && process(part).isEmpty();
  }

  private Optional<RecordedProcess> process(Part part) {
    return RecordedProcess.in(data.process(part.name()));
  }

  private String tail(Part part) {
    Path log = data.log(part.name());
    try {
      List<String> lines = Files.readAllLines(log);
      return log
          + ":\n"
          + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return log + " cannot be read: " + e.getMessage();
    }
  }
}
