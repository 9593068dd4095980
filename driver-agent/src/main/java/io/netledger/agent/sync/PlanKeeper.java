package io.netledger.agent.sync;

import io.netledger.agent.driver.HostPlanner;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.SpecChange;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans all that a host would do, and takes it for done: there is no kernel. */
final class PlanKeeper implements Keeper {

  private static final Path NAMESPACES = Path.of("/run/netledger/netns");

  private final HostPlanner planner = new HostPlanner();
  private final HostSpec spec = new HostSpec();

  PlanKeeper(Optional<Reached> reached) {
    spec.reachedBy(reached.map(Reached::usual));
  }

  @Override
  public void take(List<SpecChange> changes) {
    Set<Owner> touched = new LinkedHashSet<>();
    changes.forEach(change -> touched.addAll(spec.take(change)));
    touched.forEach(owner -> planner.plan(spec, owner));
  }

  @Override
  public Optional<Refusal> refusal(Owner owner) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> namespaceOf(String sandboxId) {
    return spec.has(new Owner.Sandbox(sandboxId))
        ? Optional.of(NAMESPACES.resolve(sandboxId))
        : Optional.empty();
  }

  @Override
  public boolean retry() {
    return false;
  }

  @Override
  public List<Refusal> unsettled() {
    return List.of();
  }

  @Override
  public boolean lingers(Owner owner) {
    return false;
  }
}
