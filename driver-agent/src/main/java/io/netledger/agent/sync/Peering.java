package io.netledger.agent.sync;

import io.netledger.agent.kernel.KernelRefusal;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings the endpoints of other hosts about all together: with a host's first endpoint on an
 * overlay hundreds come at once, and the kernel takes them in a few sends.
 */
final class Peering {

  private final LinuxKernel kernel;
  private final HeldPlans held;
  private final Map<Owner, Plan> wanted = new LinkedHashMap<>();
  private final Map<Owner, Plan> missing = new LinkedHashMap<>();

  Peering(LinuxKernel kernel, HeldPlans held) {
    this.kernel = kernel;
    this.held = held;
  }

  void add(Owner peer, Plan plan, Plan lacking) {
    wanted.put(peer, plan);
    missing.put(peer, lacking);
  }

  /**
   * Brings all about.
   *
   * @param singly brings one about alone, with its plan and what is missing of it, should all
   *     together be refused
   */
  void bring(Singly singly) {
    try {
      kernel.ensure(
          new Plan(missing.values().stream().flatMap(it -> it.changes().stream()).toList()));
      wanted.forEach(held::put);
    } catch (KernelRefusal _) {
      wanted.forEach((peer, plan) -> singly.bring(peer, plan, missing.getOrDefault(peer, plan)));
    }
  }

  /** Brings about what is missing of an owner's plan. */
  interface Singly {
    void bring(Owner owner, Plan plan, Plan missing);
  }

  /**
   * The links to other hosts that these changes make, perhaps anew: what they knew of peers is
   * forgotten then.
   */
  static Set<String> linksIn(Collection<Change> changes) {
    return changes.stream()
        .filter(AddVxlan.class::isInstance)
        .map(change -> ((AddVxlan) change).name())
        .collect(Collectors.toSet());
  }

  /** Whether the plan is about a peer behind one of the links. */
  static boolean isBehind(Set<String> links, Plan plan) {
    return plan.changes().stream()
        .anyMatch(change -> change instanceof AddPeer peer && links.contains(peer.link()));
  }
}
