package io.netledger.cli.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Commands over several names: one that fails does not hold up the others. */
public final class Failures {

  private Failures() {}

  /** Does it for each, says what went wrong, and answers the exit code. */
  public static int each(Session session, List<String> names, Consumer<String> action) {
    List<Failure> failures = new ArrayList<>();
    for (String name : names) {
      try {
        action.accept(name);
      } catch (Failure failure) {
        failures.add(failure);
      }
    }
    return report(session, failures);
  }

  /** Says what went wrong, each text once, and answers the exit code. */
  static int report(Session session, List<Failure> failures) {
    failures.stream().map(Failure::text).distinct().forEach(session::note);
    return failures.isEmpty() ? 0 : Failure.REFUSED;
  }
}
