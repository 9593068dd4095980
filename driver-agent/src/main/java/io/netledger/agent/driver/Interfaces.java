package io.netledger.agent.driver;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.AddAddress;
import io.netledger.agent.plan.Change.AddDefaultRoute;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.Change.SetUp;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.Netns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What every driver makes of an interface once it is there. */
final class Interfaces {

  private Interfaces() {}

  /**
   * The sandbox's interface of an endpoint: its switches, its addresses, up, and the ways out.
   *
   * @param gateways of the default routes that shall lead through it, one a family
   */
  static List<Change> inSandbox(EndpointSpec endpoint, List<IpAddress> gateways) {
    Netns.Sandbox sandbox = endpoint.netns();
    String link = endpoint.interfaceName();
    List<Cidr> addresses =
        Stream.concat(endpoint.addresses().stream(), endpoint.options().linkLocals().stream())
            .toList();
    List<Change> changes = new ArrayList<>(switches(endpoint, addresses));
    addresses.forEach(address -> changes.add(new AddAddress(sandbox, link, address)));
    changes.add(new SetUp(sandbox, link));
    gateways.forEach(gateway -> changes.add(new AddDefaultRoute(sandbox, link, gateway)));
    return changes;
  }

  /** Ours, and instead of them or behind them those that were asked for. */
  private static List<Change> switches(EndpointSpec endpoint, List<Cidr> addresses) {
    Map<String, String> values = new LinkedHashMap<>();
    String link = endpoint.interfaceName();
    ipv6(endpoint.netns(), link, addresses.stream().anyMatch(address -> !address.isV4()))
        .forEach(it -> values.put(it.key(), it.value()));
    endpoint.options().sysctls().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(it ->
            values.put(
                it.getKey().replace('.', '/').replace("/IFNAME/", "/" + link + "/"),
                it.getValue()));
    return values.entrySet().stream()
        .<Change>map(it -> new SetSysctl(endpoint.netns(), it.getKey(), it.getValue()))
        .toList();
  }

  /**
   * Where IPv6 is not asked for, a link shall not have an address of its own making; where it is,
   * no neighbour shall give it routes or addresses by router advertisements (CVE-2020-13401), and
   * its own link-local address is usable at once (RFC 4862, section 5.4: as every address that is
   * given by ipam-service, nobody else can have it).
   */
  static List<SetSysctl> ipv6(Netns netns, String link, boolean wanted) {
    String conf = "net/ipv6/conf/" + link + "/";
    return wanted
        ? List.of(
            new SetSysctl(netns, conf + "disable_ipv6", "0"),
            new SetSysctl(netns, conf + "accept_ra", "0"),
            new SetSysctl(netns, conf + "autoconf", "0"),
            new SetSysctl(netns, conf + "accept_dad", "0"))
        : List.of(new SetSysctl(netns, conf + "disable_ipv6", "1"));
  }
}
