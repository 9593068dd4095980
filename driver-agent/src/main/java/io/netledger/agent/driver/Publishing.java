package io.netledger.agent.driver;

import static io.netledger.agent.plan.Netns.HOST;

import io.netledger.address.IpAddress;
import io.netledger.agent.plan.Change;
import io.netledger.agent.plan.Change.ReflectPort;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.DriverOptions.Gateways;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.FirewallEntry.OpenPort;
import io.netledger.agent.plan.FirewallEntry.PublishPort;
import io.netledger.agent.plan.GatewayMode;
import io.netledger.agent.plan.PublishedPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What publishing the ports of one endpoint on a bridge takes. */
final class Publishing {

  private static final String LOOSE = "2"; // RFC 3704: the source has a way back, by any interface

  private Publishing() {}

  static List<Change> of(String bridge, String hostEnd, EndpointSpec endpoint, Gateways gateways) {
    List<Change> changes = new ArrayList<>();
    if (endpoint.ports().isEmpty()) {
      return changes;
    }
    changes.add(new ReflectPort(hostEnd));
    if (endpoint.ports().stream().anyMatch(Publishing::isAtV4)) {
      changes.addAll(ways(bridge, endpoint));
    }
    for (PublishedPort port : endpoint.ports()) {
      if (port.hostIp().isPresent()) {
        publish(port, port.hostIp().get(), endpoint).ifPresent(changes::add);
      } else {
        endpoint.addresses().stream()
            .filter(it -> gateways.areOf(GatewayMode.ROUTED, it.isV4()))
            .map(it -> new OpenPort(it.address(), port.protocol(), port.port()))
            .forEach(changes::add);
      }
    }
    return changes;
  }

  /**
   * The host's own callers come from 127.0.0.1 until they are on their way, and a sandbox on
   * several networks may be called by another than it answers by.
   */
  private static List<Change> ways(String bridge, EndpointSpec endpoint) {
    String link = endpoint.interfaceName();
    return List.of(
        new SetSysctl(HOST, "net/ipv4/conf/" + bridge + "/route_localnet", "1"),
        new SetSysctl(endpoint.netns(), "net/ipv4/conf/" + link + "/rp_filter", LOOSE));
  }

  private static boolean isAtV4(PublishedPort port) {
    return port.hostIp().filter(IpAddress::isV4).isPresent();
  }

  private static Optional<PublishPort> publish(
      PublishedPort port, IpAddress hostIp, EndpointSpec endpoint) {
    return endpoint.addresses().stream()
        .filter(address -> address.isV4() == hostIp.isV4())
        .findFirst()
        .map(address ->
            new PublishPort(
                hostIp, port.hostPort(), port.protocol(), address.address(), port.port()));
  }
}
