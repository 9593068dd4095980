package io.netledger.agent.kernel;

import io.netledger.address.Cidr;
import io.netledger.agent.netlink.route.Address;
import io.netledger.agent.netlink.route.Link;
import io.netledger.agent.netlink.route.Neighbour;
import io.netledger.agent.netlink.route.Route;
import io.netledger.agent.netlink.route.RouteSocket;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one namespace holds at a moment.
 *
 * @param addresses each as "INDEX ADDRESS/LENGTH"
 * @param routes default ones, and those to what is on a link itself
 * @param neighbours those that ours of the links which lead to other hosts know of
 */
record NamespaceView(
    Map<String, Link> links,
    Set<String> addresses,
    List<Route> routes,
    Map<String, String> sysctls,
    Set<Neighbour> neighbours) {

  /** Where nobody looked at neighbours. */
  NamespaceView(
      Map<String, Link> links,
      Set<String> addresses,
      List<Route> routes,
      Map<String, String> sysctls) {
    this(links, addresses, routes, sysctls, Set.of());
  }

  /** Looks; called inside the namespace. */
  static NamespaceView look(Collection<String> sysctls) {
    try (RouteSocket socket = RouteSocket.open()) {
      return look(socket, sysctls);
    }
  }

  static NamespaceView look(RouteSocket socket, Collection<String> sysctls) {
    Map<String, Link> links = new HashMap<>();
    socket.links().forEach(link -> links.put(link.name(), link));
    Set<String> addresses = new HashSet<>();
    socket.addresses().forEach(address -> addresses.add(key(address)));
    Map<String, String> values = new HashMap<>();
    sysctls.forEach(key -> Sysctls.read(key).ifPresent(value -> values.put(key, value)));
    List<Route> routes =
        socket.routes().stream()
            .filter(route -> route.isDefault() || route.gateway().isEmpty())
            .toList();
    return new NamespaceView(links, addresses, routes, values, neighbours(socket, links));
  }

  /** Only if there is a link of ours that may know some: a host may have thousands of others. */
  private static Set<Neighbour> neighbours(RouteSocket socket, Map<String, Link> links) {
    Set<Integer> ours =
        links.values().stream()
            .filter(Overlays::isOurs)
            .map(Link::index)
            .collect(Collectors.toSet());
    return ours.isEmpty()
        ? Set.of()
        : socket.neighbours().stream()
            .filter(it -> ours.contains(it.link()))
            .collect(Collectors.toSet());
  }

  Optional<Link> link(String name) {
    return Optional.ofNullable(links.get(name));
  }

  boolean hasAddress(Link link, String prefix) {
    return addresses.contains(link.index() + " " + prefix);
  }

  Set<Cidr> addressesOf(Link link) {
    String start = link.index() + " ";
    return addresses.stream()
        .filter(address -> address.startsWith(start))
        .map(address -> Cidr.parse(address.substring(start.length())))
        .collect(Collectors.toSet());
  }

  private static String key(Address address) {
    return address.link() + " " + Prefixes.cidr(address.prefix());
  }
}
