package io.netledger.agent.plan;

import java.util.Collection;
import java.util.List;
import java.util.Set;
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

  /** What of this plan the other holds as well. */
  public Plan within(Plan other) {
    Set<Change> held = Set.copyOf(other.changes);
    return new Plan(changes.stream().filter(held::contains).toList());
  }

  /** What of this plan is to be undone before {@code next}: neither held by it nor mended. */
  public Plan leftBehindBy(Plan next) {
    Set<Change> held = Set.copyOf(next.changes);
    return new Plan(
        changes.stream()
            .filter(change -> !held.contains(change))
            .filter(change -> next.changes.stream().noneMatch(newer -> newer.mends(change)))
            .toList());
  }

  /** Whether it changes something that stands by {@code before} in its place. */
  public boolean mends(Plan before) {
    return changes.stream()
        .filter(newer -> !before.changes.contains(newer))
        .anyMatch(newer -> before.changes.stream().anyMatch(newer::mends));
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
