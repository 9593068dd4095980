package io.netledger.deploy.local;

import java.io.PrintStream;
import java.util.Locale;

/** What the user sees while things start and stop: a line for each part. */
final class Progress {

  private final PrintStream out;

  Progress(PrintStream out) {
    this.out = out;
  }

  /** A part is as it should be, {@code begin} being the {@link System#nanoTime} before. */
  void done(String part, String what, long begin, String place) {
    line(
        part,
        String.format(Locale.ROOT, "%-8s%6.2f s", what, (System.nanoTime() - begin) / 1e9),
        place);
  }

  /** Nothing was to do for a part. */
  void already(String part, String what, String place) {
    line(part, String.format(Locale.ROOT, "%-8s%8s", what, ""), place);
  }

  void say(String text) {
    out.println(text);
  }

  private void line(String part, String what, String place) {
    out.printf(Locale.ROOT, "  %-17s %s   %s%n", part, what, place);
  }
}
