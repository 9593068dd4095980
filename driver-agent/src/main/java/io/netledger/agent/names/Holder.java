package io.netledger.agent.names;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.ServiceSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One endpoint or service with what it is called on its network.
 *
 * @param title what its addresses are called: its sandbox's name, or the short id if that is no DNS
 *     name
 * @param names in lower case
 */
record Holder(
    String endpointId,
    String networkId,
    String sandboxId,
    String title,
    List<String> names,
    List<IpAddress> addresses) {

  private static final int SHORT_ID = 12;
  private static final int LONGEST_LABEL = 63; // RFC 1035, 2.3.4

  static Holder of(EndpointSpec endpoint, SandboxSpec sandbox) {
    return of(
        endpoint.id(),
        endpoint.networkId(),
        sandbox.id(),
        sandbox.name(),
        endpoint.aliases(),
        endpoint.addresses().stream().map(cidr -> cidr.address()).toList());
  }

  /** An endpoint of another host. */
  static Holder of(PeerSpec peer) {
    return of(
        peer.id(),
        peer.networkId(),
        peer.sandboxId(),
        peer.sandboxName(),
        peer.aliases(),
        peer.addresses());
  }

  /** A service, which is called by its name alone. */
  static Holder of(ServiceSpec service) {
    return new Holder(
        service.id(),
        service.networkId(),
        "",
        service.name(),
        List.of(lower(service.name())),
        service.addresses());
  }

  private static Holder of(
      String endpointId,
      String networkId,
      String sandboxId,
      String sandboxName,
      List<String> aliases,
      List<IpAddress> addresses) {
    String shortId = shortId(sandboxId);
    Set<String> names = new LinkedHashSet<>();
    names.add(lower(sandboxName));
    aliases.forEach(alias -> names.add(lower(alias)));
    names.add(shortId);
    return new Holder(
        endpointId,
        networkId,
        sandboxId,
        isHostName(sandboxName) ? sandboxName : shortId,
        List.copyOf(names),
        addresses);
  }

  static String shortId(String id) {
    return id.substring(0, Math.min(SHORT_ID, id.length()));
  }

  /** Names differ by more than case: RFC 4343. */
  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static boolean isHostName(String name) {
    for (String label : name.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > LONGEST_LABEL) {
        return false;
      }
    }
    return true;
  }
}
