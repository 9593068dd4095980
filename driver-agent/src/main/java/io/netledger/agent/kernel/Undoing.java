package io.netledger.agent.kernel;

import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.Neighbour;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddFirewall;
import io.netledger.agent.plan.Change.AddSandbox;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.HostLink;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.Overlaying.AddPeer;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing.AddChild;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Removes what plans have made: goes on after a refusal, and reports all of them at the end. */
final class Undoing {

  private final Namespaces namespaces;
  private final Links links;
  private final Firewall firewall;
  private final Stacks stacks;
  private final Children children;
  private final Overlays overlays;
  private final InnerTables inner;

  Undoing(
      Namespaces namespaces,
      Links links,
      Firewall firewall,
      Stacks stacks,
      Children children,
      Overlays overlays,
      InnerTables inner) {
    this.namespaces = namespaces;
    this.links = links;
    this.firewall = firewall;
    this.stacks = stacks;
    this.children = children;
    this.overlays = overlays;
    this.inner = inner;
  }

  /** A place in a namespace that goes with a link. */
  record Place(Netns netns, String link) {}

  void undo(List<Change> changes) {
    var attempt = new Attempt();
    List<Link> doomed = new ArrayList<>();
    Set<Place> going = new HashSet<>();
    for (Change change : changes.reversed()) {
      attempt.run(() -> find(change, doomed, going));
    }
    LinuxKernel.ofKind(AddChild.class, changes)
        .forEach(it ->
            attempt.run(
                () -> children.ours(it).ifPresent(found -> children.delete(it.netns(), found))));
    for (Change change : changes.reversed()) {
      if (place(change).filter(going::contains).isEmpty()) {
        attempt.run(() -> stacks.remove(change));
      }
    }
    LinuxKernel.ofKind(IsolatePort.class, changes).stream()
        .filter(port -> !going.contains(new Place(Netns.HOST, port.name())))
        .forEach(port -> attempt.run(() -> links.join(port)));
    attempt.run(() -> forget(LinuxKernel.ofKind(AddPeer.class, changes), going));
    attempt.run(() -> links.delete(doomed));
    if (changes.contains(new AddFirewall())) {
      attempt.run(firewall::removeAll);
    } else {
      List<FirewallEntry> entries = LinuxKernel.ofKind(FirewallEntry.class, changes);
      if (!entries.isEmpty()) {
        attempt.run(() -> firewall.remove(entries));
      }
    }
    inner.undo(changes, ending(changes), attempt::run);
    LinuxKernel.ofKind(AddSandbox.class, changes)
        .forEach(it -> attempt.run(() -> namespaces.remove(it.netns().id())));
    attempt.report();
  }

  /** Namespaces of our own making that end with their sandbox, and all that is in them. */
  private Set<Netns> ending(List<Change> changes) {
    return LinuxKernel.ofKind(AddSandbox.class, changes).stream()
        .filter(it -> it.origin() instanceof Origin.Made && namespaces.isAlone(it.netns().id()))
        .map(AddSandbox::netns)
        .collect(Collectors.toSet());
  }

  /** What a link knows of peers goes with it. */
  private void forget(List<AddPeer> peers, Set<Place> going) {
    List<AddPeer> known =
        peers.stream().filter(peer -> !going.contains(new Place(Netns.HOST, peer.link()))).toList();
    if (!known.isEmpty()) {
      overlays.remove(known);
    }
  }

  /** Links that are ours to delete, and everything that goes with them. */
  private void find(Change change, List<Link> doomed, Set<Place> going) {
    if (change instanceof AddVeth it) {
      going.add(new Place(it.peer().netns(), it.peer().name()));
    } else if (change instanceof AddChild it) {
      going.add(new Place(it.netns(), it.name()));
    }
    HostLink.of(change)
        .ifPresent(made -> {
          going.add(new Place(Netns.HOST, made.name()));
          links.ours(made.name(), made.mark()).ifPresent(doomed::add);
        });
  }

  private static Optional<Place> place(Change change) {
    return Stacks.linkOf(change).map(link -> new Place(change.netns(), link));
  }

  Others removeOthers(Collection<Plan> plans, Observation seen, Set<Owner> left) {
    Wanted wanted = new Wanted(left);
    plans.forEach(plan -> plan.changes().forEach(wanted::add));
    List<Link> doomed =
        seen.host().links().values().stream()
            .filter(Ownership::isOurs)
            .filter(link -> !wanted.has(link) && !wanted.left.contains(link.alias()))
            .toList();
    List<FirewallEntry> entries =
        seen.firewall().entries().stream()
            .filter(entry -> !wanted.entries.contains(entry))
            .toList();
    List<String> sandboxes =
        Stream.concat(seen.sandboxes().stream(), namespaces.files().stream())
            .distinct()
            .filter(id -> !wanted.sandboxes.contains(id))
            .toList();
    List<IsolatePort> apart = apart(wanted, seen);
    List<Neighbour> strangers = wanted.strangers(seen.host());
    var attempt = new Attempt();
    deleteEach(doomed, attempt);
    apart.forEach(port -> attempt.run(() -> links.join(port)));
    if (!strangers.isEmpty()) {
      attempt.run(() -> overlays.removeAll(strangers));
    }
    if (seen.firewall().present() && !wanted.firewall) {
      attempt.run(firewall::removeAll);
    } else if (!entries.isEmpty()) {
      attempt.run(() -> firewall.remove(entries));
    }
    List<Inner> within = inner(wanted, sandboxes, seen);
    within.forEach(it -> attempt.run(it.owner(), () -> children.delete(it.netns(), it.link())));
    seen.services().left().forEach(id -> attempt.run(() -> inner.closeServices(id)));
    sandboxes.forEach(id -> attempt.run(Optional.of(new Owner.Sandbox(id)), () -> end(id)));
    List<String> removed = removed(attempt, doomed, apart, entries, within, sandboxes);
    seen.services().left().forEach(id -> removed.add("the table of services in sandbox " + id));
    strangers.forEach(it -> removed.add(it.toString()));
    return attempt.others(removed);
  }

  private void end(String sandboxId) {
    inner.close(new Netns.Sandbox(sandboxId));
    namespaces.remove(sandboxId);
  }

  /** All at once, or one after the other if that is refused. */
  private void deleteEach(List<Link> doomed, Attempt attempt) {
    try {
      links.delete(doomed);
    } catch (NetlinkError _) {
      doomed.forEach(
          link -> attempt.run(Owner.ofMark(link.alias()), () -> links.delete(List.of(link))));
    }
  }

  private static List<String> removed(
      Attempt attempt,
      List<Link> doomed,
      List<IsolatePort> apart,
      List<FirewallEntry> entries,
      List<Inner> inner,
      List<String> sandboxes) {
    List<String> removed = new ArrayList<>();
    doomed.stream()
        .filter(link -> !attempt.hasRefused(Owner.ofMark(link.alias())))
        .forEach(link -> removed.add("%s %s".formatted(link.kind(), link.name())));
    apart.forEach(port -> removed.add("the isolation of port " + port.name()));
    entries.forEach(it -> removed.add("%s from the set %s".formatted(it.element(), it.set())));
    inner.stream()
        .filter(it -> !attempt.hasRefused(it.owner()))
        .forEach(it -> removed.add(it.words()));
    sandboxes.stream()
        .filter(id -> !attempt.hasRefused(Optional.of(new Owner.Sandbox(id))))
        .forEach(id -> removed.add("sandbox " + id));
    return removed;
  }

  /** Ports of ours that are isolated, and shall not be. */
  private static List<IsolatePort> apart(Wanted wanted, Observation seen) {
    return seen.host().links().values().stream()
        .filter(wanted::has)
        .filter(Link::isolated)
        .map(link -> new IsolatePort(link.name()))
        .filter(port -> !wanted.isolated.contains(port))
        .toList();
  }

  /** An interface that sits in a sandbox and has no end on the host. */
  private record Inner(Netns.Sandbox netns, Link link) {

    Optional<Owner> owner() {
      return Owner.ofMark(link.alias());
    }

    String words() {
      return "%s %s in sandbox %s".formatted(link.kind(), link.name(), netns);
    }
  }

  /** Those in no plan, of the sandboxes that were looked into and of those that are to go. */
  private List<Inner> inner(Wanted wanted, List<String> going, Observation seen) {
    List<Inner> inner = new ArrayList<>();
    seen.views()
        .forEach((id, view) ->
            inner.addAll(unwanted(wanted, new Netns.Sandbox(id), view.links().values())));
    for (String id : going) {
      var netns = new Netns.Sandbox(id);
      if (seen.sandbox(id).isEmpty() && namespaces.exists(netns)) {
        inner.addAll(unwanted(wanted, netns, children.allIn(netns)));
      }
    }
    return inner;
  }

  private static List<Inner> unwanted(Wanted wanted, Netns.Sandbox netns, Collection<Link> links) {
    return links.stream()
        .filter(Children::isAnyOfOurs)
        .filter(link -> !wanted.hasChild(netns, link))
        .map(link -> new Inner(netns, link))
        .toList();
  }

  /** Goes on after refusals. */
  private static final class Attempt {
    private final List<KernelRefusal> refusals = new ArrayList<>();
    private final Map<Owner, KernelRefusal> ofOwners = new HashMap<>();

    void run(Runnable step) {
      run(Optional.empty(), step);
    }

    void run(Optional<? extends Owner> owner, Runnable step) {
      try {
        step.run();
      } catch (KernelRefusal | NetlinkError | UncheckedIOException e) {
        KernelRefusal refusal = KernelRefusal.of(e);
        owner.ifPresentOrElse(it -> ofOwners.put(it, refusal), () -> refusals.add(refusal));
      }
    }

    boolean hasRefused(Optional<? extends Owner> owner) {
      return owner.map(ofOwners::containsKey).orElse(!refusals.isEmpty());
    }

    Others others(List<String> removed) {
      Optional<KernelRefusal> refusal = refusals.stream().findFirst();
      refusal.ifPresent(first -> refusals.stream().skip(1).forEach(first::addSuppressed));
      return new Others(removed, Map.copyOf(ofOwners), refusal);
    }

    void report() {
      if (!refusals.isEmpty()) {
        KernelRefusal first = refusals.getFirst();
        refusals.stream().skip(1).forEach(first::addSuppressed);
        throw first;
      }
    }
  }
}
