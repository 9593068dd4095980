package io.netledger.agent.kernel;

import io.netledger.address.Cidr;
import io.netledger.agent.netlink.route.Address;
import io.netledger.agent.netlink.route.Link;
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
 */
record NamespaceView(
    Map<String, Link> links,
    Set<String> addresses,
    List<Route> routes,
    Map<String, String> sysctls) {

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
    return new NamespaceView(links, addresses, routes, values);
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
