package io.netledger.agent.sync;

import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plans that stand in the kernel, and whose each of the host's links is. */
final class HeldPlans {

  private final Map<Owner, Plan> plans = new LinkedHashMap<>();
  private final Map<String, Owner> links = new HashMap<>();

  Map<Owner, Plan> all() {
    return Collections.unmodifiableMap(plans);
  }

  Collection<Plan> plans() {
    return all().values();
  }

  /** Nothing, if none is held. */
  Plan of(Owner owner) {
    return plans.getOrDefault(owner, Plan.nothing());
  }

  boolean has(Owner owner) {
    return plans.containsKey(owner);
  }

  void put(Owner owner, Plan plan) {
    remove(owner);
    plans.put(owner, plan);
    plan.changes().forEach(change -> linkOf(change).ifPresent(link -> links.put(link, owner)));
  }

  void remove(Owner owner) {
    Plan before = plans.remove(owner);
    if (before != null) {
      before.changes().forEach(change -> linkOf(change).ifPresent(it -> links.remove(it, owner)));
    }
  }

  void clear() {
    plans.clear();
    links.clear();
  }

  Optional<Owner> ownerOfLink(String name) {
    return Optional.ofNullable(links.get(name));
  }

  boolean hasHostAddress(String prefix) {
    return networkChanges().stream()
        .anyMatch(change ->
            change instanceof Change.AddAddress(Netns.Host _, _, var address)
                && address.toString().equals(prefix));
  }

  /** What networks hold: some of it they share. */
  Set<Change> networkChanges() {
    Set<Change> changes = new HashSet<>();
    plans.forEach((owner, plan) -> {
      if (owner instanceof Owner.Network) {
        changes.addAll(plan.changes());
      }
    });
    return changes;
  }

  private static Optional<String> linkOf(Change change) {
    return switch (change) {
      case Change.AddBridge it -> Optional.of(it.name());
      case Change.AddVeth it -> Optional.of(it.name());
      case Change.AddSandbox _,
          Change.ShareSandbox _,
          Change.ServeNames _,
          Change.IsolatePort _,
          Change.AddAddress _,
          Change.SetUp _,
          Change.AddDefaultRoute _,
          Change.SetSysctl _,
          Change.ReflectPort _,
          Change.AddFirewall _,
          FirewallEntry _ ->
          Optional.empty();
    };
  }
}
