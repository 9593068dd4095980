package io.netledger.agent.kernel;

import io.netledger.address.IpAddress;
import io.netledger.agent.names.Names;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.NftChange;
import io.netledger.agent.netlink.nft.NftMonitor;
import io.netledger.agent.netlink.route.NeighbourChange;
import io.netledger.agent.netlink.route.NeighbourMonitor;
import io.netledger.agent.netlink.route.RouteChange;
import io.netledger.agent.netlink.route.RouteMonitor;
import io.netledger.agent.netns.MountWatch;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddBridge;
import io.netledger.agent.plan.Change.AddFirewall;
import io.netledger.agent.plan.Change.AddSandbox;
import io.netledger.agent.plan.Change.AddVeth;
import io.netledger.agent.plan.Change.IsolatePort;
import io.netledger.agent.plan.Change.ServeNames;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.ShareSandbox;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.FirewallEntry.PublishPort;
import io.netledger.agent.plan.Overlaying;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Sharing;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The kernel of one host: carries plans out, undoes them, and tells what differs from them.
 *
 * <p>Everything here is safe to repeat, also after the process was killed in the middle. What is
 * not marked as ours is never changed nor removed. Belongs to one thread, a platform thread.
 */
public final class LinuxKernel implements AutoCloseable {

  private final NetworkNamespace host;
  private final Namespaces namespaces;
  private final Links links;
  private final Children children;
  private final Overlays overlays;
  private final Parents parents;
  private final Firewall firewall;
  private final Stacks stacks;
  private final Names names;
  private final InnerTables inner;
  private final Survey survey;
  private final Undoing undoing;
  private final MountWatch mounts = MountWatch.open();

  /**
   * The kernel of {@code host}.
   *
   * @param host stays the caller's to close
   * @param directory for the namespaces of sandboxes
   * @param names closed with the kernel
   * @throws NetlinkError without privilege over the namespace
   */
  public LinuxKernel(NetworkNamespace host, Path directory, Names names) {
    this.host = host;
    this.namespaces = new Namespaces(host, directory);
    this.links = new Links(namespaces);
    this.parents = new Parents(namespaces);
    this.children = new Children(namespaces, parents);
    this.overlays = new Overlays(namespaces);
    this.firewall = new Firewall(namespaces::nft);
    this.stacks = new Stacks(namespaces);
    this.names = names;
    this.inner = new InnerTables(namespaces, names);
    this.survey = new Survey(host, namespaces, firewall, inner, links);
    this.undoing = new Undoing(namespaces, links, firewall, stacks, children, overlays, inner);
  }

  /**
   * Brings the whole plan about, or leaves nothing of it.
   *
   * @throws KernelRefusal if something was refused; what then could not be undone is suppressed in
   *     it
   */
  public void apply(Plan plan) {
    try {
      ensure(plan);
    } catch (KernelRefusal refusal) {
      try {
        undo(plan);
      } catch (KernelRefusal leftover) {
        refusal.addSuppressed(leftover);
      }
      throw refusal;
    }
  }

  /**
   * Brings about what is missing of a plan, and stops at the first refusal.
   *
   * @throws KernelRefusal with what was refused; what came before it stands
   */
  public void ensure(Plan plan) {
    try {
      for (List<Change> run : Runs.of(plan)) {
        carryOut(run);
      }
      ofKind(AddVeth.class, plan.changes()).forEach(links::settle);
    } catch (KernelRefusal | NetlinkError | UncheckedIOException e) {
      throw KernelRefusal.of(e);
    }
  }

  private void carryOut(List<Change> run) {
    switch (run.getFirst()) {
      case AddSandbox it -> namespaces.add(it.netns(), it.origin());
      case ShareSandbox it -> namespaces.share(it.netns().id(), it.donor().id());
      case ServeNames it -> inner.open(it);
      case BalanceServices it -> inner.balance(it);
      case AddBridge it -> links.add(it);
      case AddVeth it -> links.add(it);
      case IsolatePort it -> links.isolate(it);
      case Overlaying.AddVxlan it -> overlays.add(it);
      case Overlaying.AddPeer _ -> overlays.add(ofKind(Overlaying.AddPeer.class, run));
      case Sharing.AddVlan it -> parents.add(it);
      case Sharing.AddDummy it -> parents.add(it);
      case Sharing.AddChild it -> children.add(it);
      case Sharing.AddShim it -> parents.add(it);
      case Change.ReflectPort it -> links.reflect(it);
      case AddFirewall _, FirewallEntry _ -> {
        Listeners.refuseTaken(host, ofKind(PublishPort.class, run));
        firewall.add(run.contains(new AddFirewall()), ofKind(FirewallEntry.class, run));
      }
      case SetSysctl it -> Sysctls.write(namespaces.of(it.netns()), ofKind(SetSysctl.class, run));
      case Change.AddAddress _, Change.SetUp _, Change.AddDefaultRoute _, Change.AddRoute _ ->
          stacks.add(run.getFirst().netns(), run);
    }
  }

  static <T extends Change> List<T> ofKind(Class<T> kind, Collection<? extends Change> changes) {
    return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * Removes what the plan has made, as much as possible. What is gone already, or not ours, is
   * passed over.
   *
   * @throws KernelRefusal with everything that could not be removed
   */
  public void undo(Plan plan) {
    undoing.undo(plan.changes());
  }

  /**
   * Looks at the host's namespace at what the plans speak of. Sandboxes are taken to be as they
   * were when they were last looked at.
   */
  public Observation observeHost(Collection<Plan> plans) {
    return survey.look(plans, Set.of(), namespaces.known());
  }

  /** Looks at the host's namespace and into those sandboxes, at what the plans speak of. */
  public Observation observe(Collection<Plan> plans, Set<String> sandboxIds) {
    return survey.look(plans, sandboxIds, namespaces.refresh());
  }

  /** What of a plan does not stand. */
  public List<Difference> differences(Plan plan, Observation seen) {
    return new Comparison(seen).differences(plan);
  }

  /**
   * Removes what is ours and in none of the plans.
   *
   * @param left whose things are left alone
   */
  public Others removeOthers(Collection<Plan> plans, Observation seen, Set<Owner> left) {
    return undoing.removeOthers(plans, seen, left);
  }

  /** Bytes that the link takes which has the address; empty if none has. */
  public OptionalInt mtuAt(IpAddress address) {
    return overlays.mtuAt(address);
  }

  /** What this kernel can do, and why not the rest. */
  public Capabilities capabilities() {
    return Capabilities.probe(namespaces);
  }

  /** File of a sandbox's namespace. */
  public Path file(String sandboxId) {
    return namespaces.file(sandboxId);
  }

  /** Hears what happens to links, addresses and routes, at the host and in all sandboxes. */
  public RouteMonitor watchRoute() {
    return host.inside(RouteMonitor::openEverywhere);
  }

  /** Hears what becomes known of neighbours, at the host. */
  public NeighbourMonitor watchNeighbours() {
    return host.inside(NeighbourMonitor::open);
  }

  /** Hears what happens to nf_tables, at the host and in all sandboxes. */
  public NftMonitor watchFirewall() {
    return host.inside(NftMonitor::openEverywhere);
  }

  /** The sandboxes of which is heard by that number, see {@link RouteMonitor#origin}. */
  public Set<String> sandboxesIn(int number) {
    return namespaces.sandboxesIn(number);
  }

  /**
   * What of plans does not stand inside a sandbox, judged by a look into it alone.
   *
   * @param depth how much is looked at
   */
  public List<Difference> differencesIn(String sandboxId, Depth depth, Collection<Plan> plans) {
    return new InnerLook(namespaces, links, inner).differences(sandboxId, depth, plans);
  }

  /** What of the host's switches does not stand as the changes say. */
  public List<Difference> differences(List<SetSysctl> switches) {
    return survey.switches(switches);
  }

  /** Sandboxes whose namespaces are not mounted any more, if something was unmounted since. */
  public Set<String> unmounted() {
    return mounts.hasChanged() ? namespaces.missing() : Set.of();
  }

  /**
   * What of a plan does not stand, judged by one of the host's links alone: quick, for when this
   * link is what changed.
   */
  public List<Difference> differencesAt(String link, Plan plan) {
    return new QuickLook(links).differencesAt(link, plan);
  }

  /**
   * Plugs those cables of the plans that are there but in no bridge, or a wrong one, into theirs:
   * all at once. What is refused stays as it is.
   */
  public void plugIn(Collection<Plan> plans) {
    links.plugIn(
        plans.stream().flatMap(it -> ofKind(AddVeth.class, it.changes()).stream()).toList());
  }

  /** Whether a link of ours to other hosts knows of a neighbour now what it shall not. */
  public boolean isWrong(NeighbourChange.Known change, Told told) {
    return !namespaces.isOurRoutePort(change.by()) && overlays.isWrong(change, told);
  }

  /** Whether there is a link of that name on the host that is marked as ours. */
  public boolean isOurs(String link) {
    return links.any(link).filter(Ownership::isOurs).isPresent();
  }

  /** Whether the host's link of that name is not the one that it was when this was last asked. */
  public boolean isAnother(String link) {
    return parents.isAnother(link);
  }

  /** Whether this agent itself has done it, at the host. */
  public boolean isOwn(RouteChange change) {
    return namespaces.isOurRoutePort(change.by());
  }

  /** Whether this agent itself has done it, in the sandbox, by the port that the kernel names. */
  public boolean isOwn(String sandboxId, int port) {
    return namespaces.isOurRoutePort(sandboxId, port);
  }

  /** Whether someone else has touched our table. */
  public boolean mayBeDrift(NftChange change) {
    return switch (change) {
      case NftChange.Changed it ->
          it.tables().contains(FirewallTable.TABLE) && !namespaces.isOurNftPort(it.port());
      case NftChange.Missed _ -> true;
    };
  }

  /** Who answers the sandboxes' questions. */
  public Names names() {
    return names;
  }

  @Override
  public void close() {
    names.close();
    mounts.close();
    namespaces.close();
  }
}
