package io.netledger.agent.sync;

import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.NftMonitor;
import io.netledger.agent.netlink.route.RouteChange;
import io.netledger.agent.netlink.route.RouteMonitor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what others do to the host's links, addresses and nf_tables, and has it repaired at once.
 * What makes no sound, and what happens inside sandboxes, is found by looking: at the host every 5
 * s, into each sandbox every minute.
 */
final class DriftWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DriftWatch.class);
  private static final long GATHER_MILLIS = 10; // what belongs together comes together
  private static final long LOOK_MILLIS = 5_000;
  private static final int LOOKS_A_ROUND = 12;

  private final LinuxKernel kernel;
  private final HostKeeper keeper;
  private final ScheduledExecutorService thread;
  private final Telling telling;
  private final Set<Suspicion> suspicions = new HashSet<>();
  private final RouteMonitor route;
  private final NftMonitor firewall;
  private List<String> unvisited = new ArrayList<>();

  /** Tells somebody. */
  interface Telling {
    void tell(Finding finding, long foundAtMicros);
  }

  DriftWatch(
      LinuxKernel kernel, HostKeeper keeper, ScheduledExecutorService thread, Telling telling) {
    this.kernel = kernel;
    this.keeper = keeper;
    this.thread = thread;
    this.telling = telling;
    this.route = kernel.watchRoute();
    this.firewall = kernel.watchFirewall();
  }

  void start() {
    listen("route-watch", this::hearRoute);
    listen("firewall-watch", this::hearFirewall);
    var _ =
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void listen(String name, Runnable task) {
    Thread.ofPlatform().name(name).daemon().start(task);
  }

  private void hearRoute() {
    try {
      for (var heard = route.next(); !heard.isEmpty(); heard = route.next()) {
        heard.stream().filter(change -> !kernel.isOwn(change)).forEach(this::suspect);
      }
    } catch (NetlinkError e) {
      LOG.atError().setCause(e).log("links are no longer listened to, only looked at");
    }
  }

  private void hearFirewall() {
    try {
      for (var heard = firewall.next(); !heard.isEmpty(); heard = firewall.next()) {
        if (heard.stream().anyMatch(kernel::mayBeDrift)) {
          suspect(new Suspicion.Anything());
        }
      }
    } catch (NetlinkError e) {
      LOG.atError().setCause(e).log("nf_tables are no longer listened to, only looked at");
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
      Set<String> uprooted = new HashSet<>();
      some.forEach(suspicion -> uprooted.addAll(keeper.uprooted(suspicion)));
      if (!uprooted.isEmpty() || some.stream().anyMatch(keeper::isFounded)) {
        repair(uprooted);
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("a suspicion could not be looked into");
    }
  }

  /** At the host, and into the sandboxes whose turn it is. */
  private void look() {
    if (unvisited.isEmpty()) {
      unvisited = new ArrayList<>(keeper.sandboxes());
    }
    int some = Math.min(unvisited.size(), 1 + keeper.sandboxes().size() / LOOKS_A_ROUND);
    List<String> turn = unvisited.subList(0, some);
    Set<String> ids = new HashSet<>(turn);
    turn.clear();
    repair(ids);
  }

  private void repair(Set<String> sandboxIds) {
    long foundAt = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
    try {
      for (Finding finding : keeper.repair(sandboxIds)) {
        LOG.atWarn()
            .addKeyValue("owner", finding.owner().map(Object::toString).orElse(""))
            .addKeyValue("failure", finding.failure())
            .log("drift: {}", finding.found());
        telling.tell(finding, foundAt);
      }
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the kernel could not be compared with the plan");
    }
  }

  @Override
  public void close() {
    route.close();
    firewall.close();
  }
}
