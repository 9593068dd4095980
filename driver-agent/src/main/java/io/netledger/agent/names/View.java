package io.netledger.agent.names;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Dns;
import java.util.List;
import java.util.Optional;

/**
 * What one sandbox sees.
 *
 * @param zones of its networks that resolve, in the order of connecting: the first that knows a
 *     name answers, as in Docker
 * @param reachesOut false: it is only on internal networks, and its questions stay inside too
 */
record View(List<Zone> zones, boolean reachesOut, Dns dns) {

  /** Of a sandbox that nobody has told of. */
  static final View NOTHING = new View(List.of(), false, Dns.OF_HOST);

  /** Who is called so, in the first network that knows the name. */
  List<Holder> find(String name) {
    for (Zone zone : zones) {
      List<Holder> found = zone.find(name);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  Optional<String> nameOf(IpAddress address) {
    return zones.stream().flatMap(zone -> zone.nameOf(address).stream()).findFirst();
  }

  /**
   * The sandbox wants short names to be looked up in its search domains first, so they are not
   * asked outside as they are.
   */
  boolean keepsShortNames() {
    return dns.options().stream()
        .anyMatch(option -> option.startsWith("ndots:") && !option.equals("ndots:0"));
  }
}
