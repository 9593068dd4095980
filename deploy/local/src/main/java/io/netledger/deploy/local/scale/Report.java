package io.netledger.deploy.local.scale;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Checks, printed as they come, and figures, printed at the end. */
final class Report {

  private static final int SHOWN = 8;

  private final PrintStream out;
  private final List<String> figures = new ArrayList<>();
  private int passed;
  private int failed;
  private int missed;

  Report(PrintStream out) {
    this.out = out;
  }

  /** Counts whether {@code holds}; {@code found} is printed if not. */
  void check(String what, boolean holds, String found) {
    if (holds) {
      passed++;
    } else {
      failed++;
    }
    out.println((holds ? "ok      " : "FAILED  ") + what);
    if (!holds) {
      found.lines().limit(SHOWN).forEach(line -> out.println("          " + line));
    }
    out.flush();
  }

  /** Counts whether {@code failures} is empty. */
  void none(String what, Collection<String> failures) {
    check(what, failures.isEmpty(), failures.size() + ":\n" + String.join("\n", failures));
  }

  void figure(String what, double value, String unit) {
    figures.add(row(what, value, unit));
  }

  /** A time with the most that it should be. */
  void target(String what, double seconds, double most) {
    boolean met = seconds < most;
    missed += met ? 0 : 1;
    figures.add(
        row(what, seconds, "s")
            + String.format(
                Locale.ROOT, "   target: under %.0f s, %s", most, met ? "met" : "NOT met"));
  }

  private static String row(String what, double value, String unit) {
    return String.format(Locale.ROOT, "  %-52s %9.2f %s", what, value, unit);
  }

  /**
   * Prints the figures and the count.
   *
   * @param strict whether a missed target counts as a failure
   * @return whether all is well
   */
  boolean end(boolean strict) {
    out.println();
    figures.forEach(out::println);
    out.println();
    out.printf(Locale.ROOT, "scale: %d checks passed, %d failed%n", passed, failed);
    out.flush();
    return failed == 0 && (!strict || missed == 0);
  }
}
