package io.netledger.agent.kernel;

import static java.util.stream.Collectors.toSet;

import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.Neighbour;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddFirewall;
import io.netledger.agent.plan.Change.AddSandbox;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.HostLink;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Overlaying.AddVxlan;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Sharing;
import io.netledger.agent.plan.Sharing.AddChild;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What plans name. */
final class Wanted {
  final Map<String, String> marks = new HashMap<>();
  final Set<IsolatePort> isolated = new HashSet<>();
  final Set<FirewallEntry> entries = new HashSet<>();
  final List<AddPeer> peers = new ArrayList<>();
  final Set<Undoing.Place> children = new HashSet<>();
  final Set<String> childMarks = new HashSet<>();
  final Set<String> sandboxes = new HashSet<>();
  final Set<String> left = new HashSet<>();
  boolean firewall;

  Wanted(Set<Owner> left) {
    left.forEach(owner -> {
      this.left.add(owner.mark());
      if (owner instanceof Owner.Sandbox(var id)) {
        sandboxes.add(id);
      }
    });
  }

  void add(Change change) {
    HostLink.of(change).ifPresent(made -> marks.put(made.name(), made.mark()));
    switch (change) {
      case AddChild it -> {
        children.add(new Undoing.Place(it.netns(), it.name()));
        childMarks.add(it.mark());
      }
      case FirewallEntry it -> entries.add(it);
      case AddPeer it -> peers.add(it);
      case AddSandbox it -> sandboxes.add(it.netns().id());
      case AddFirewall _ -> firewall = true;
      case IsolatePort it -> isolated.add(it);
      case Change.ShareSandbox _,
          Change.ServeNames _,
          BalanceServices _,
          Change.ReflectPort _,
          Change.AddBridge _,
          Change.AddVeth _,
          AddVxlan _,
          Sharing.AddVlan _,
          Sharing.AddDummy _,
          Sharing.AddShim _,
          Change.AddRoute _,
          Change.AddAddress _,
          Change.SetUp _,
          Change.AddDefaultRoute _,
          Change.SetSysctl _ -> {}
    }
  }

  /** By its mark, in whichever sandbox: another may share the namespace. */
  boolean hasChild(Netns.Sandbox netns, Link link) {
    return childMarks.contains(link.alias())
        || left.contains(link.alias())
        || (Children.isUnmarked(link) && children.contains(new Undoing.Place(netns, link.name())));
  }

  /** What links that shall be know of neighbours that shall not. */
  List<Neighbour> strangers(NamespaceView host) {
    Set<Neighbour> known = new HashSet<>();
    peers.forEach(peer ->
        host.link(peer.link()).ifPresent(link -> known.addAll(Overlays.of(peer, link.index()))));
    Set<Integer> there =
        host.links().values().stream().filter(this::has).map(Link::index).collect(toSet());
    return host.neighbours().stream()
        .filter(it -> there.contains(it.link()) && !known.contains(it))
        .toList();
  }

  boolean has(Link link) {
    String mark = marks.get(link.name());
    return mark != null && Ownership.isMarked(link, mark);
  }
}
