package io.netledger.cli.service;

import static java.util.stream.Collectors.joining;

import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Fields;
import io.netledger.proto.network.v1.Balancing;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.Service;
import io.netledger.proto.network.v1.ServicePort;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Services as they are shown. */
final class ServiceShape {

  private ServiceShape() {}

  /** A row of {@code ls}: all fields are text. */
  static Fields row(Service service, boolean whole) {
    return Fields.none()
        .with("Addresses", String.join(",", service.getAddressesList()))
        .with("Balancing", balancing(service.getBalancing()))
        .with("CreatedAt", Moment.text(service.getCreatedAt()))
        .with("ID", Moment.shortened(service.getId(), whole))
        .with("Labels", pairs(service.getLabelsMap()))
        .with("Name", service.getName())
        .with("Network", service.getNetwork())
        .with(
            "Ports", service.getPortsList().stream().map(ServicePorts::text).collect(joining(",")))
        .with("Selector", pairs(service.getSelectorMap()))
        .with("State", state(service));
  }

  /** The whole. */
  static Fields whole(Service service) {
    return Fields.none()
        .with("Id", service.getId())
        .with("Name", service.getName())
        .with("Created", Moment.text(service.getCreatedAt()))
        .with("State", state(service))
        .with("Network", service.getNetwork())
        .with("NetworkId", service.getNetworkId())
        .with("Addresses", Value.each(service.getAddressesList(), Value::of))
        .with("Ports", Value.each(service.getPortsList(), ServiceShape::port))
        .with("Balancing", balancing(service.getBalancing()))
        .with("Selector", Value.of(service.getSelectorMap()))
        .with("Labels", Value.of(service.getLabelsMap()))
        .with("Backends", Value.each(service.getBackendsList(), ServiceShape::backend))
        .with("Etag", service.getEtag());
  }

  private static Fields port(ServicePort port) {
    return Fields.none()
        .with("Port", Value.of(port.getPort()))
        .with("TargetPort", Value.of(port.getTargetPort()))
        .with("Protocol", ServicePorts.protocol(port))
        .with("HostPort", Value.of(port.getHostPort()));
  }

  private static Fields backend(Endpoint endpoint) {
    return Fields.none()
        .with("EndpointId", endpoint.getId())
        .with("Sandbox", endpoint.getSandbox())
        .with("Host", endpoint.getHost())
        .with("Addresses", Value.each(endpoint.getAddressesList(), Value::of));
  }

  private static String state(Service service) {
    return service.getState().name().substring("SERVICE_STATE_".length()).toLowerCase(Locale.ROOT);
  }

  static String balancing(Balancing balancing) {
    return balancing
        .name()
        .substring("BALANCING_".length())
        .toLowerCase(Locale.ROOT)
        .replace('_', '-');
  }

  private static String pairs(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(joining(","));
  }
}
