package io.netledger.cli.session;

import io.netledger.cli.format.Json;
import io.netledger.cli.format.Template;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * How the {@code inspect} commands work: what is found is shown, what is not is said, in Docker's
 * manner.
 */
public final class Inspection {

  private Inspection() {}

  /**
   * Shows things by their names.
   *
   * @param format "": one array of all; "json": that in one line; else a template, a line for each
   * @param kind of the things, for the complaint about an empty name
   * @return 1 if one was not found, else 0
   */
  public static int show(
      Session session,
      String kind,
      List<String> names,
      String format,
      Function<String, Fields> find) {
    return showEach(session, kind, names, format, name -> List.of(find.apply(name)));
  }

  /** As {@link #show}, where a name may mean several things. */
  public static int showEach(
      Session session,
      String kind,
      List<String> names,
      String format,
      Function<String, List<Fields>> find) {
    boolean array = format.isEmpty() || format.equals("json");
    Template template = Template.parse(array ? "" : format);
    List<Value> found = new ArrayList<>();
    List<Failure> missing = new ArrayList<>();
    for (String name : names) {
      try {
        found.addAll(find.apply(checked(kind, name)));
      } catch (Failure failure) {
        missing.add(failure);
      }
    }
    if (array) {
      Value.Items all = new Value.Items(found);
      session.say(format.isEmpty() ? Json.indented(all) : Json.compact(all));
    } else {
      found.forEach(value -> session.say(template.fill(value)));
    }
    return Failures.report(session, missing);
  }

  /** A name that is not empty. */
  public static String checked(String kind, String name) {
    if (name.isEmpty()) {
      throw Failure.refused("invalid " + kind + " name or ID: value is empty");
    }
    return name;
  }
}
