package io.netledger.agent.driver;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.BalancedPort;
import io.netledger.agent.plan.Balancing;
import io.netledger.agent.plan.Change.SetSysctl;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.HostSpec;
import io.netledger.agent.plan.Netns;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.ServiceSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sandbox needs to call the services of its networks: it chooses the backend itself, so that
 * its packets go there at once. The ingress of a service does so for callers from beyond.
 */
final class ServiceBalancing {

  private ServiceBalancing() {}

  static Plan of(HostSpec spec, SandboxSpec sandbox) {
    return sandbox.serviceId().isPresent()
        ? forwarding(sandbox.netns()).then(balancing(spec, sandbox))
        : balancing(spec, sandbox);
  }

  private static Plan balancing(HostSpec spec, SandboxSpec sandbox) {
    Set<String> networks =
        spec.endpointsIn(sandbox.id()).stream()
            .map(EndpointSpec::networkId)
            .collect(Collectors.toSet());
    List<ServiceSpec> services = spec.servicesOn(networks);
    if (services.isEmpty()) {
      return Plan.nothing();
    }
    List<BalancedPort> ports = new ArrayList<>();
    services.forEach(service -> ports.addAll(ports(service, service.addresses(), sandbox)));
    Optional<ServiceSpec> own = sandbox.serviceId().flatMap(spec::service);
    own.ifPresent(service -> ports.addAll(ports(service, addresses(spec, sandbox), sandbox)));
    return Plan.of(new BalanceServices(sandbox.netns(), ports, own.isPresent()));
  }

  private static List<IpAddress> addresses(HostSpec spec, SandboxSpec sandbox) {
    return spec.endpointsIn(sandbox.id()).stream()
        .flatMap(endpoint -> endpoint.addresses().stream())
        .map(Cidr::address)
        .toList();
  }

  /**
   * What comes in leaves by the same interface, which is no reason to tell callers another way. An
   * interface takes the default when it is made, so this comes first.
   */
  private static Plan forwarding(Netns netns) {
    return Plan.of(
        new SetSysctl(netns, "net/ipv4/conf/all/send_redirects", "0"),
        new SetSysctl(netns, "net/ipv4/conf/default/send_redirects", "0"),
        new SetSysctl(netns, "net/ipv4/ip_forward", "1"),
        new SetSysctl(netns, "net/ipv6/conf/all/forwarding", "1"));
  }

  private static List<BalancedPort> ports(
      ServiceSpec service, List<IpAddress> addresses, SandboxSpec sandbox) {
    List<BalancedPort> ports = new ArrayList<>();
    for (IpAddress address : addresses) {
      List<IpAddress> backends = backends(service, address.isV4(), sandbox);
      if (!backends.isEmpty()) {
        service.ports().stream()
            .map(port ->
                new BalancedPort(
                    address,
                    port.port(),
                    port.protocol(),
                    service.balancing(),
                    backends,
                    port.target()))
            .forEach(ports::add);
      }
    }
    return ports;
  }

  /**
   * Where callers go round, each begins with another one: else all of them would with the first.
   */
  private static List<IpAddress> backends(ServiceSpec service, boolean v4, SandboxSpec sandbox) {
    List<IpAddress> backends =
        new ArrayList<>(
            service.backends().stream().filter(backend -> backend.isV4() == v4).toList());
    if (service.balancing() == Balancing.ROUND_ROBIN) {
      Collections.rotate(backends, sandbox.id().hashCode() & 0xffff);
    }
    return backends;
  }
}
