package io.netledger.agent.kernel;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.ShareSandbox;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Plan;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at what plans speak of: at the host, and into sandboxes. */
final class Survey {

  private final NetworkNamespace host;
  private final Namespaces namespaces;
  private final Firewall firewall;
  private final NameDoors doors;

  Survey(NetworkNamespace host, Namespaces namespaces, Firewall firewall, NameDoors doors) {
    this.host = host;
    this.namespaces = namespaces;
    this.firewall = firewall;
    this.doors = doors;
  }

  /**
   * Looks.
   *
   * @param sandboxIds of those to look into
   * @param existing those that have a namespace
   */
  Observation look(Collection<Plan> plans, Set<String> sandboxIds, Set<String> existing) {
    Map<Netns, Set<String>> sysctls = new HashMap<>();
    for (Plan plan : plans) {
      LinuxKernel.ofKind(SetSysctl.class, plan.changes())
          .forEach(it -> sysctls.computeIfAbsent(it.netns(), _ -> new TreeSet<>()).add(it.key()));
    }
    Map<String, NamespaceView> views = new HashMap<>();
    for (String id : sandboxIds) {
      if (existing.contains(id)) {
        Netns netns = new Netns.Sandbox(id);
        Set<String> keys = sysctls.getOrDefault(netns, Set.of());
        views.put(id, namespaces.of(netns).inside(() -> NamespaceView.look(keys)));
      }
    }
    Set<String> keys = sysctls.getOrDefault(Netns.HOST, Set.of());
    return new Observation(
        host.inside(() -> NamespaceView.look(keys)),
        firewall.look(),
        existing,
        shared(plans, existing),
        views,
        doors.nameless(existing, views.keySet()));
  }

  private Set<ShareSandbox> shared(Collection<Plan> plans, Set<String> existing) {
    return plans.stream()
        .flatMap(plan -> LinuxKernel.ofKind(ShareSandbox.class, plan.changes()).stream())
        .filter(it -> existing.contains(it.netns().id()) && existing.contains(it.donor().id()))
        .filter(it -> namespaces.isShared(it.netns().id(), it.donor().id()))
        .collect(Collectors.toSet());
  }
}
