package io.netledger.agent.sync;

import io.netledger.agent.kernel.Told;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.HostLink;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing.AddChild;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The plans that stand in the kernel, and whose each of the host's links is. */
final class HeldPlans {

  private final Map<Owner, Plan> plans = new LinkedHashMap<>();
  private final Map<String, Owner> links = new HashMap<>();
  private final Map<String, Set<AddChild>> children = new HashMap<>();
  private final ToldPeers told = new ToldPeers();

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
    plan.changes()
        .forEach(change -> HostLink.of(change).ifPresent(link -> links.put(link.name(), owner)));
    told.add(plan);
    children(plan)
        .forEach(it -> children.computeIfAbsent(it.parent(), _ -> new HashSet<>()).add(it));
  }

  void remove(Owner owner) {
    Plan before = plans.remove(owner);
    if (before != null) {
      before
          .changes()
          .forEach(change -> HostLink.of(change).ifPresent(it -> links.remove(it.name(), owner)));
      told.remove(before);
      children(before).forEach(it -> children.getOrDefault(it.parent(), Set.of()).remove(it));
    }
  }

  void clear() {
    plans.clear();
    links.clear();
    children.clear();
    told.clear();
  }

  private static List<AddChild> children(Plan plan) {
    return plan.changes().stream()
        .filter(AddChild.class::isInstance)
        .map(AddChild.class::cast)
        .toList();
  }

  /** What the links to other hosts shall know. */
  Told told() {
    return told;
  }

  /** The ids of the sandboxes that have an interface on that link of the host. */
  Set<String> sandboxesOn(String parent) {
    return children.getOrDefault(parent, Set.of()).stream()
        .map(it -> it.netns().id())
        .collect(Collectors.toSet());
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
}
