package io.netledger.deploy.local.chaos;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Counts what holds, and prints what does not. */
final class Checks {

  private static final int SHOWN = 6;

  private final PrintStream out;
  private int passed;
  private int failed;

  Checks(PrintStream out) {
    this.out = out;
  }

  int passed() {
    return passed;
  }

  int failed() {
    return failed;
  }

  /** Counts whether {@code holds}; {@code found} is printed if not. */
  void that(String what, boolean holds, String found) {
    if (holds) {
      passed++;
    } else {
      failed++;
      out.printf(Locale.ROOT, "  FAILED: %s%n", what);
      found.lines().limit(SHOWN).forEach(line -> out.printf(Locale.ROOT, "    %s%n", line));
    }
  }

  /** Counts whether both have the same elements. */
  void same(String what, Collection<String> wanted, Collection<String> found) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(found);
    Set<String> surplus = new TreeSet<>(found);
    surplus.removeAll(wanted);
    var text = new StringBuilder();
    missing.stream().limit(SHOWN / 2).forEach(each -> line(text, "missing: ", each));
    surplus.stream().limit(SHOWN / 2).forEach(each -> line(text, "too much: ", each));
    if (text.isEmpty()) {
      line(text, "one of them twice: ", found.toString());
    }
    boolean once = new TreeSet<>(found).size() == found.size();
    that(what, missing.isEmpty() && surplus.isEmpty() && once, text.toString());
  }

  private static void line(StringBuilder text, String before, String what) {
    text.append(before).append(what).append('\n');
  }
}
