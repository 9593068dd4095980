package io.netledger.agent.sync;

import io.netledger.agent.kernel.Depth;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.Port;
import io.netledger.agent.netlink.nft.NftMonitor;
import io.netledger.agent.netlink.route.NeighbourChange;
import io.netledger.agent.netlink.route.NeighbourMonitor;
import io.netledger.agent.netlink.route.RouteChange;
import io.netledger.agent.netlink.route.RouteMonitor;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what others do to links, addresses, routes and nf_tables, at the host and in sandboxes, and
 * to what the host's links know of peers, and has it repaired at once. What makes no sound is found
 * by looking: every half second at the host's switches, the list of mounts, and into some
 * sandboxes, so that it is each one's turn once a minute at least; every 5 s at the whole host.
 */
final class DriftWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
  private static final long GATHER_MILLIS = 10; // what belongs together comes together
  private static final long GLANCE_MILLIS = 500;
  private static final long LOOK_MILLIS = 5_000;

  private final LinuxKernel kernel;
  private final HostKeeper keeper;
  private final ScheduledExecutorService thread;
  private final Consumer<Finding> telling;
  private final Set<Suspicion> suspicions = new HashSet<>();
  private final RouteMonitor route;
  private final NftMonitor firewall;
  private final NeighbourMonitor neighbours;

  DriftWatch(
      LinuxKernel kernel,
      HostKeeper keeper,
      ScheduledExecutorService thread,
      Consumer<Finding> telling) {
    this.kernel = kernel;
    this.keeper = keeper;
    this.thread = thread;
    this.telling = telling;
    this.route = kernel.watchRoute();
    this.firewall = kernel.watchFirewall();
    this.neighbours = kernel.watchNeighbours();
  }

  void start() {
    listen("route-watch", this::hearRoute);
    listen("firewall-watch", this::hearFirewall);
    listen("neighbour-watch", this::hearNeighbours);
    every(GLANCE_MILLIS, this::glance);
    every(LOOK_MILLIS, () -> repair(Set.of()));
  }

  private void every(long millis, Runnable look) {
    var _ = thread.scheduleWithFixedDelay(look, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void listen(String name, Runnable task) {
    Thread.ofPlatform().name(name).daemon().start(task);
  }

  private void hearRoute() {
    try {
      for (var heard = route.next(); !heard.isEmpty(); heard = route.next()) {
        int origin = route.origin();
        if (origin == Port.HERE) {
          heard.stream().filter(change -> !kernel.isOwn(change)).forEach(this::suspect);
        } else {
          heard.forEach(change -> suspectInside(origin, change));
        }
      }
    } catch (NetlinkError e) {
      LOG.atError().setCause(e).log("links are no longer listened to, only looked at");
    }
  }

  private void hearFirewall() {
    try {
      for (var heard = firewall.next(); !heard.isEmpty(); heard = firewall.next()) {
        int origin = firewall.origin();
        if (origin != Port.HERE) {
          suspect(new Suspicion.Inside(origin, 0, Depth.NAMES));
        } else if (heard.stream().anyMatch(kernel::mayBeDrift)) {
          suspect(new Suspicion.Anything());
        }
      }
    } catch (NetlinkError e) {
      LOG.atError().setCause(e).log("nf_tables are no longer listened to, only looked at");
    }
  }

  private void hearNeighbours() {
    try {
      for (var heard = neighbours.next(); !heard.isEmpty(); heard = neighbours.next()) {
        heard.forEach(this::suspect);
      }
    } catch (NetlinkError e) {
      LOG.atError().setCause(e).log("neighbours are no longer listened to, only looked at");
    }
  }

  private void suspect(NeighbourChange change) {
    switch (change) {
      case NeighbourChange.Known known -> suspect(new Suspicion.OfNeighbour(known));
      case NeighbourChange.Missed _ -> suspect(new Suspicion.Anything());
    }
  }

  private void suspect(RouteChange change) {
    switch (change) {
      case RouteChange.LinkIs(var link, _) -> suspect(new Suspicion.OfLink(link.name()));
      case RouteChange.LinkGone(var link, _) -> suspect(new Suspicion.OfLink(link.name()));
      case RouteChange.AddressGone(var address, _) ->
          suspect(new Suspicion.OfAddress(address.prefix().toString()));
      case RouteChange.Missed _ -> suspect(new Suspicion.Anything());
      case RouteChange.AddressIs _, RouteChange.RouteIs _, RouteChange.RouteGone _ -> {}
    }
  }

  /** What is added to a sandbox by others is theirs; but a default route may have ousted ours. */
  private void suspectInside(int namespace, RouteChange change) {
    switch (change) {
      case RouteChange.LinkIs _, RouteChange.LinkGone _ ->
          suspect(new Suspicion.Inside(namespace, 0, Depth.LINKS));
      case RouteChange.AddressGone(_, var by) ->
          suspect(new Suspicion.Inside(namespace, by, Depth.STACK));
      case RouteChange.RouteGone(_, var by) ->
          suspect(new Suspicion.Inside(namespace, by, Depth.STACK));
      case RouteChange.RouteIs(var changed, var by) when changed.isDefault() ->
          suspect(new Suspicion.Inside(namespace, by, Depth.STACK));
      case RouteChange.Missed _ -> suspect(new Suspicion.Anything());
      case RouteChange.AddressIs _, RouteChange.RouteIs _ -> {}
    }
  }

  /** Gathers suspicions for a moment, then has them looked into on the agent's thread. */
  private void suspect(Suspicion suspicion) {
    boolean first;
    synchronized (suspicions) {
      first = suspicions.isEmpty();
      suspicions.add(suspicion);
    }
    if (first && !thread.isShutdown()) {
      var _ = thread.schedule(this::lookInto, GATHER_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void lookInto() {
    Set<Suspicion> some;
    synchronized (suspicions) {
      some = Set.copyOf(suspicions);
      suspicions.clear();
    }
    try {
      DriftSigns signs = keeper.signs();
      Set<String> disturbed = new HashSet<>();
      some.forEach(suspicion -> disturbed.addAll(signs.disturbed(suspicion)));
      if (!disturbed.isEmpty() || some.stream().anyMatch(signs::isFounded)) {
        repair(disturbed);
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a suspicion could not be looked into");
    }
  }

  /** At what makes no sound. */
  private void glance() {
    try {
      DriftSigns signs = keeper.signs();
      List<String> visited = signs.nextVisits();
      Set<String> disturbed = new HashSet<>(signs.unmounted());
      disturbed.addAll(signs.disturbed(visited));
      if (!disturbed.isEmpty() || signs.isSwitched()) {
        repair(disturbed);
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the sandboxes could not be looked into");
    }
  }

  private void repair(Set<String> sandboxIds) {
    try {
      keeper.repair(
          sandboxIds,
          finding -> {
            LOG.atWarn()
                .addKeyValue("owner", finding.owner().map(Object::toString).orElse(""))
                .addKeyValue("outcome", finding.outcome())
                .addKeyValue("failure", finding.failure())
                .log("drift: {}", finding.found());
            telling.accept(finding);
          });
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the kernel could not be compared with the plan");
    }
  }

  @Override
  public void close() {
    route.close();
    firewall.close();
    neighbours.close();
  }
}
