package io.netledger.agent.plan;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kernel changes in the order in which they can be made; undone they are in the opposite one. */
public record Plan(List<Change> changes) {

  private static final Plan NOTHING = new Plan(List.of());

  public Plan {
    changes = List.copyOf(changes);
  }

  public static Plan nothing() {
    return NOTHING;
  }

  public static Plan of(Change... changes) {
    return new Plan(List.of(changes));
  }

  /** This plan, and behind it the other. */
  public Plan then(Plan next) {
    return new Plan(Stream.concat(changes.stream(), next.changes.stream()).toList());
  }

  /** This plan without what {@code others} hold as well. */
  public Plan without(Collection<Change> others) {
    return new Plan(changes.stream().filter(change -> !others.contains(change)).toList());
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** One command a line, for people. */
  @Override
  public String toString() {
    return changes.stream().map(change -> change.equivalent() + "\n").collect(Collectors.joining());
  }
}
