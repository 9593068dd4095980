package io.netledger.agent.kernel;

import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing.AddChild;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges plans by what is inside one sandbox alone, and by those links of the host that its own
 * hang on.
 */
final class InnerLook {

  private final Namespaces namespaces;
  private final Links links;
  private final InnerTables inner;

  InnerLook(Namespaces namespaces, Links links, InnerTables inner) {
    this.namespaces = namespaces;
    this.links = links;
    this.inner = inner;
  }

  List<Difference> differences(String sandboxId, Depth depth, Collection<Plan> plans) {
    Netns.Sandbox netns = new Netns.Sandbox(sandboxId);
    List<Change> inside =
        plans.stream()
            .flatMap(plan -> plan.changes().stream())
            .filter(isInside(netns))
            .filter(depth::sees)
            .toList();
    if (inside.isEmpty() || !namespaces.exists(netns)) {
      return List.of();
    }
    Map<String, Link> host = new HashMap<>();
    inside.stream()
        .flatMap(InnerLook::onHost)
        .distinct()
        .forEach(name -> links.any(name).ifPresent(link -> host.put(name, link)));
    boolean tables = depth == Depth.NAMES || depth == Depth.EVERYTHING;
    Set<String> lookedInto = tables ? Set.of(sandboxId) : Set.of();
    Observation seen =
        new Observation(
            new NamespaceView(host, Set.of(), List.of(), Map.of()),
            Firewall.NOTHING,
            Set.of(sandboxId),
            Set.of(),
            Map.of(sandboxId, view(netns, depth, inside)),
            inner.nameless(lookedInto, lookedInto),
            inner.services(inside, lookedInto),
            links.marks());
    return new Comparison(seen).differences(new Plan(inside));
  }

  private NamespaceView view(Netns.Sandbox netns, Depth depth, List<Change> inside) {
    return switch (depth) {
      case LINKS -> linksOf(namespaces.route(netns));
      case STACK -> NamespaceView.look(namespaces.route(netns), Set.of());
      case NAMES -> new NamespaceView(Map.of(), Set.of(), List.of(), Map.of());
      case EVERYTHING -> {
        List<String> keys =
            LinuxKernel.ofKind(SetSysctl.class, inside).stream().map(SetSysctl::key).toList();
        yield namespaces.of(netns).inside(() -> NamespaceView.look(keys));
      }
    };
  }

  private static NamespaceView linksOf(RouteSocket socket) {
    Map<String, Link> found = new HashMap<>();
    socket.links().forEach(link -> found.put(link.name(), link));
    return new NamespaceView(found, Set.of(), List.of(), Map.of());
  }

  private static Predicate<Change> isInside(Netns.Sandbox netns) {
    return change ->
        change instanceof AddVeth veth
            ? veth.peer().netns().equals(netns)
            : change.netns().equals(netns);
  }

  private static Stream<String> onHost(Change change) {
    if (change instanceof AddVeth veth) {
      return Stream.of(veth.name(), veth.bridge());
    }
    return change instanceof AddChild child ? Stream.of(child.parent()) : Stream.of();
  }
}
