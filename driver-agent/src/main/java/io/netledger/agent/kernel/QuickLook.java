package io.netledger.agent.kernel;

import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.Change.ReflectPort;
import io.netledger.agent.plan.HostLink;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing.AddShim;
import io.netledger.agent.plan.Sharing.AddVlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Judges a plan by one of the host's links alone, and those that it sits on. */
final class QuickLook {

  private final Links links;

  QuickLook(Links links) {
    this.links = links;
  }

  List<Difference> differencesAt(String link, Plan plan) {
    Map<String, Link> found = new HashMap<>();
    Set<String> sandboxes = new TreeSet<>();
    List<Change> changes = new ArrayList<>();
    for (Change change : plan.changes()) {
      if (change instanceof AddVeth veth) {
        links.any(veth.bridge()).ifPresent(it -> found.put(it.name(), it));
        sandboxes.add(veth.peer().netns().id());
        changes.add(change);
      } else if (change instanceof AddVxlan vxlan) {
        links.any(vxlan.bridge()).ifPresent(it -> found.put(it.name(), it));
        changes.add(change);
      } else if (change instanceof AddShim shim) {
        links.any(shim.parent()).ifPresent(it -> found.put(it.name(), it));
        changes.add(change);
      } else if (change instanceof AddVlan it) {
        links.any(it.vlan().lower()).ifPresent(lower -> found.put(lower.name(), lower));
        changes.add(change);
      } else if (HostLink.of(change).isPresent()
          || change instanceof IsolatePort
          || change instanceof ReflectPort) {
        changes.add(change);
      } else if (change instanceof Change.SetUp it && it.netns().equals(Netns.HOST)) {
        changes.add(change);
      }
    }
    links.any(link).ifPresent(it -> found.put(it.name(), it));
    var view = new NamespaceView(found, Set.of(), List.of(), Map.of());
    return new Comparison(
            new Observation(
                view,
                Firewall.NOTHING,
                sandboxes,
                Set.of(),
                Map.of(),
                Set.of(),
                Balancers.NOTHING,
                links.marks()))
        .differences(new Plan(changes));
  }
}
