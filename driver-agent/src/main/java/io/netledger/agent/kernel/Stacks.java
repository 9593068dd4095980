package io.netledger.agent.kernel;

import static io.netledger.agent.netlink.route.LinkRef.link;

import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.route.Address;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.Route;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.netlink.route.RouteVerbs;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddAddress;
import io.netledger.agent.plan.Change.AddDefaultRoute;
import io.netledger.agent.plan.Change.AddRoute;
import io.netledger.agent.plan.Change.SetUp;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Overlaying;
import io.netledger.agent.plan.Sharing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What makes a link part of a network stack: addresses, being up, routes. Many in one send. */
final class Stacks {

  private final Namespaces namespaces;

  Stacks(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  static boolean isOfStack(Change change) {
    return change instanceof AddAddress
        || change instanceof SetUp
        || change instanceof AddDefaultRoute
        || change instanceof AddRoute;
  }

  static Optional<String> linkOf(Change change) {
    return switch (change) {
      case AddAddress it -> Optional.of(it.link());
      case SetUp it -> Optional.of(it.link());
      case AddDefaultRoute it -> Optional.of(it.link());
      case AddRoute it -> Optional.of(it.link());
      case Change.AddSandbox _,
          Change.ShareSandbox _,
          Change.ServeNames _,
          BalanceServices _,
          Sharing _,
          Overlaying _,
          Change.AddBridge _,
          Change.AddVeth _,
          Change.IsolatePort _,
          Change.SetSysctl _,
          Change.ReflectPort _,
          Change.AddFirewall _,
          FirewallEntry _ ->
          Optional.empty();
    };
  }

  /** Adds what is not there yet. */
  void add(Netns netns, List<Change> changes) {
    RouteSocket socket = namespaces.route(netns);
    Map<String, Integer> links = indexes(socket, netns, changes);
    List<NetlinkError> refused =
        socket.attempt(batch -> changes.forEach(change -> add(batch, links, change)));
    for (NetlinkError error : refused) {
      if (!error.isExist()) {
        throw error;
      }
    }
    if (!refused.isEmpty()) {
      LinuxKernel.ofKind(AddDefaultRoute.class, changes)
          .forEach(it -> refuseOthers(socket, netns, route(it, index(links, it))));
      LinuxKernel.ofKind(AddRoute.class, changes)
          .forEach(it -> refuseOthers(socket, netns, route(it, index(links, it))));
    }
  }

  private static Map<String, Integer> indexes(
      RouteSocket socket, Netns netns, List<Change> changes) {
    Map<String, Integer> links = new HashMap<>();
    changes.stream()
        .flatMap(change -> linkOf(change).stream())
        .distinct()
        .forEach(name -> links.put(name, index(socket, netns, name)));
    return links;
  }

  private static int index(RouteSocket socket, Netns netns, String name) {
    return socket
        .link(link(name))
        .map(Link::index)
        .orElseThrow(() -> new KernelRefusal("there is no link " + name + " in " + netns));
  }

  private static void add(RouteVerbs verbs, Map<String, Integer> links, Change change) {
    int index = index(links, change);
    switch (change) {
      case AddAddress it -> verbs.addAddress(Address.of(index, Prefixes.prefix(it.address())));
      case SetUp _ -> verbs.setUp(link(index));
      case AddDefaultRoute it -> verbs.addRoute(route(it, index));
      case AddRoute it -> verbs.addRoute(route(it, index));
      case Change.AddSandbox _,
          Change.ShareSandbox _,
          Change.ServeNames _,
          BalanceServices _,
          Sharing _,
          Overlaying _,
          Change.AddBridge _,
          Change.AddVeth _,
          Change.IsolatePort _,
          Change.SetSysctl _,
          Change.ReflectPort _,
          Change.AddFirewall _,
          FirewallEntry _ ->
          throw new IllegalArgumentException(change + " is not of a stack");
    }
  }

  private static Route route(AddDefaultRoute it, int index) {
    return Route.byDefault(Prefixes.inet(it.gateway())).device(index);
  }

  private static Route route(AddRoute it, int index) {
    return Route.to(Prefixes.prefix(it.destination())).device(index);
  }

  private static int index(Map<String, Integer> links, Change change) {
    return linkOf(change).map(links::get).orElseThrow();
  }

  /** A route that was there may be another's: its namespace then has no room for ours. */
  private static void refuseOthers(RouteSocket socket, Netns netns, Route ours) {
    List<Route> family =
        socket.routes().stream().filter(it -> it.destination().equals(ours.destination())).toList();
    boolean there =
        family.stream()
            .anyMatch(it -> it.gateway().equals(ours.gateway()) && it.device() == ours.device());
    if (!there && !family.isEmpty()) {
      throw new KernelRefusal(
          "%s has another route to %s already: %s"
              .formatted(
                  netns, ours.isDefault() ? "everywhere" : ours.destination(), family.getFirst()));
    }
  }

  /** Removes one of them, if it is there. */
  void remove(Change change) {
    Optional<String> name = linkOf(change);
    if (name.isEmpty()) {
      return;
    }
    try {
      RouteSocket socket = namespaces.route(change.netns());
      Optional<Integer> index = socket.link(link(name.get())).map(Link::index);
      index.ifPresent(it -> remove(socket, it, change));
    } catch (NetlinkError e) {
      if (!e.isNotFound()) {
        throw e;
      }
    }
  }

  private static void remove(RouteSocket socket, int index, Change change) {
    if (change instanceof AddAddress it) {
      socket.deleteAddress(Address.of(index, Prefixes.prefix(it.address())));
    } else if (change instanceof AddDefaultRoute it) {
      socket.deleteRoute(route(it, index));
    } else if (change instanceof AddRoute it) {
      socket.deleteRoute(route(it, index));
    }
  }
}
