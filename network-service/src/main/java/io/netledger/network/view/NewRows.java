package io.netledger.network.view;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.netledger.network.Happening;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.network.port.PublishedPort;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.network.service.ServiceRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows that things begin with. */
final class NewRows {

  private NewRows() {}

  static NetworkRow network(Happening at, NetworkSettings settings) {
    return new NetworkRow(
        at.id(),
        at.revision(),
        at.recorded().sequence(),
        settings.name(),
        settings.driver().driver(),
        at.time(),
        NetworkRow.Status.REQUESTED,
        settings.internal(),
        settings.ipv6(),
        settings.predefined(),
        settings.subnets().stream().map(NewRows::subnet).toList(),
        settings.labels(),
        settings.driver().options(),
        settings.from().map(NetworkSettings.Source::name).orElse(""),
        0);
  }

  static SandboxRow sandbox(Happening at, SandboxSettings settings) {
    Optional<Namespace.OfDonor> donor =
        settings.namespace() instanceof Namespace.OfDonor it ? Optional.of(it) : Optional.empty();
    return new SandboxRow(
        at.id(),
        at.revision(),
        at.recorded().sequence(),
        settings.name(),
        settings.host(),
        at.time(),
        SandboxRow.Status.PENDING,
        "",
        "",
        settings.adopted(),
        settings.mode().word(),
        donor.map(Namespace.OfDonor::donorId).orElse(""),
        donor.map(Namespace.OfDonor::donor).orElse(""),
        settings.labels(),
        new SandboxRow.Dns(
            words(settings.dns().servers()), settings.dns().search(), settings.dns().options()),
        0);
  }

  static EndpointRow endpoint(
      Happening at, EndpointRequest request, String network, String sandbox) {
    return new EndpointRow(
        at.id(),
        at.revision(),
        at.recorded().sequence(),
        request.networkId(),
        network,
        request.sandboxId(),
        sandbox,
        request.host(),
        at.time(),
        EndpointRow.Status.PENDING,
        List.of(),
        request.wanted().stream()
            .flatMap(wanted -> wanted.gateways().stream())
            .map(Object::toString)
            .toList(),
        word(request.mac()),
        request.interfaceName(),
        request.aliases(),
        "",
        request.options().gatewayPriority(),
        request.options().sysctls(),
        words(request.options().linkLocals()),
        request.ports().stream().map(NewRows::port).toList());
  }

  private static EndpointRow.Port port(PublishedPort port) {
    return new EndpointRow.Port(
        word(port.hostIp()), port.hostPort(), port.port(), port.protocol().toString());
  }

  static ServiceRow service(Happening at, ServiceRequest request, String network) {
    return new ServiceRow(
        at.id(),
        at.revision(),
        at.recorded().sequence(),
        request.name(),
        request.networkId(),
        network,
        at.time(),
        ServiceRow.Status.REQUESTED,
        List.of(),
        request.ports().stream()
            .map(port ->
                new ServiceRow.Port(
                    port.port(), port.target(), port.protocol().toString(), port.hostPort()))
            .toList(),
        request.balancing(),
        request.selector(),
        request.labels());
  }

  static HostRow host(Happening at) {
    return new HostRow(
        at.id(),
        at.revision(),
        at.recorded().sequence(),
        at.time(),
        "",
        "",
        List.of(),
        Map.of(),
        false,
        0,
        HostRow.Drift.NONE);
  }

  static List<NetworkRow.Subnet> subnets(List<NetworkPool> pools) {
    return pools.stream()
        .map(pool ->
            new NetworkRow.Subnet(
                pool.subnet().toString(),
                pool.range().toString(),
                word(pool.gateway()),
                words(pool.auxiliary())))
        .toList();
  }

  static List<String> words(List<?> values) {
    return values.stream().map(Object::toString).toList();
  }

  private static NetworkRow.Subnet subnet(RequestedSubnet subnet) {
    return new NetworkRow.Subnet(
        word(subnet.subnet()),
        word(subnet.range()),
        word(subnet.gateway()),
        words(subnet.auxiliary()));
  }

  private static Map<String, String> words(Map<String, ?> values) {
    return values.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }

  private static String word(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }
}
