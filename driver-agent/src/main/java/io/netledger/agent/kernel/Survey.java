package io.netledger.agent.kernel;

import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.ShareSandbox;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Plan;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/** Looks at what plans speak of: at the host, and into sandboxes. */
final class Survey {

  private static final int AT_ONCE = 4;

  private final NetworkNamespace host;
  private final Namespaces namespaces;
  private final Firewall firewall;
  private final InnerTables inner;
  private final Links links;

  Survey(
      NetworkNamespace host,
      Namespaces namespaces,
      Firewall firewall,
      InnerTables inner,
      Links links) {
    this.host = host;
    this.namespaces = namespaces;
    this.firewall = firewall;
    this.inner = inner;
    this.links = links;
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
    Map<String, NamespaceView> views =
        inside(sandboxIds.stream().filter(existing::contains).toList(), sysctls);
    Set<String> keys = sysctls.getOrDefault(Netns.HOST, Set.of());
    NamespaceView seen = host.inside(() -> NamespaceView.look(keys));
    links.noteMarks(seen.links().values());
    return new Observation(
        seen,
        firewall.look(),
        existing,
        shared(plans, existing),
        views,
        inner.nameless(existing, views.keySet()),
        inner.services(
            plans.stream().flatMap(plan -> plan.changes().stream()).toList(), views.keySet()),
        links.marks());
  }

  /** Judges switches of the host. */
  List<Difference> switches(List<SetSysctl> wanted) {
    return host.inside(() ->
        wanted.stream()
            .flatMap(it ->
                Sysctls.read(it.key())
                    .filter(value -> !value.equals(it.value()))
                    .map(value -> new Difference(it, it.key() + " was " + value))
                    .stream())
            .toList());
  }

  /** Into several at once: an agent that starts has to look into all before it serves any. */
  private Map<String, NamespaceView> inside(List<String> ids, Map<Netns, Set<String>> sysctls) {
    Map<String, Future<NamespaceView>> looking = new LinkedHashMap<>();
    int atOnce = Math.clamp(ids.size(), 1, AT_ONCE);
    try (var lookers = Executors.newFixedThreadPool(atOnce, Thread.ofPlatform().factory())) {
      for (String id : ids) {
        Netns netns = new Netns.Sandbox(id);
        Set<String> keys = sysctls.getOrDefault(netns, Set.of());
        NetworkNamespace namespace = namespaces.of(netns);
        looking.put(id, lookers.submit(() -> namespace.inside(() -> NamespaceView.look(keys))));
      }
    }
    Map<String, NamespaceView> views = new HashMap<>();
    looking.forEach((id, view) -> views.put(id, seen(view)));
    return views;
  }

  private static NamespaceView seen(Future<NamespaceView> view) {
    if (view.state() == Future.State.FAILED
        && view.exceptionNow() instanceof RuntimeException refusal) {
      throw refusal;
    }
    return view.resultNow();
  }

  private Set<ShareSandbox> shared(Collection<Plan> plans, Set<String> existing) {
    return plans.stream()
        .flatMap(plan -> LinuxKernel.ofKind(ShareSandbox.class, plan.changes()).stream())
        .filter(it -> existing.contains(it.netns().id()) && existing.contains(it.donor().id()))
        .filter(it -> namespaces.isShared(it.netns().id(), it.donor().id()))
        .collect(Collectors.toSet());
  }
}
