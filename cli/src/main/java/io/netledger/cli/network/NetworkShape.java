package io.netledger.cli.network;

import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.port.PortShape;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.Subnet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Networks as Docker shows them, so that its users' scripts and templates find what they look for.
 */
final class NetworkShape {

  private static final Map<String, String> DOCKERS_OPTIONS =
      Map.of(
          "name", "com.docker.network.bridge.name",
          "mtu", "com.docker.network.driver.mtu",
          "icc", "com.docker.network.bridge.enable_icc",
          "enable_ip_masquerade", "com.docker.network.bridge.enable_ip_masquerade",
          "interface_prefix", "com.docker.network.container_iface_prefix",
          "host_binding_ipv4", "com.docker.network.bridge.host_binding_ipv4",
          "host_binding_ipv6", "com.docker.network.bridge.host_binding_ipv6",
          "gateway_mode_ipv4", "com.docker.network.bridge.gateway_mode_ipv4",
          "gateway_mode_ipv6", "com.docker.network.bridge.gateway_mode_ipv6",
          "inhibit_ipv4", "com.docker.network.bridge.inhibit_ipv4");

  private NetworkShape() {}

  /**
   * A row of {@code ls}: all fields are text, the id has twelve digits unless it is to be whole.
   */
  static Fields row(Network network, boolean whole) {
    boolean ipv4 =
        network.getSubnetsList().stream().anyMatch(subnet -> !subnet.getSubnet().contains(":"));
    return Fields.none()
        .with("CreatedAt", Moment.text(network.getCreatedAt()))
        .with("Driver", network.getDriver())
        .with("ID", Moment.shortened(network.getId(), whole))
        .with("IPv4", Boolean.toString(ipv4))
        .with("IPv6", Boolean.toString(network.getIpv6()))
        .with("Internal", Boolean.toString(network.getInternal()))
        .with("Labels", joined(network.getLabelsMap()))
        .with("Name", network.getName())
        .with("Scope", network.getScope())
        .withHidden("Label", Value.of(network.getLabelsMap()));
  }

  /**
   * The whole, as {@code docker network inspect} shows it.
   *
   * @param users sandboxes that are not connected, but counted as if
   */
  static Fields whole(Network network, List<Sandbox> users) {
    return Fields.none()
        .with("Name", network.getName())
        .with("Id", network.getId())
        .with("Created", Moment.text(network.getCreatedAt()))
        .with("Scope", network.getScope())
        .with("Driver", network.getDriver())
        .with("EnableIPv6", Value.of(network.getIpv6()))
        .with("IPAM", ipam(network))
        .with("Internal", Value.of(network.getInternal()))
        .with("Attachable", Value.of(false))
        .with("Ingress", Value.of(false))
        .with("ConfigFrom", Fields.none().with("Network", network.getConfigFrom()))
        .with("ConfigOnly", Value.of(network.getConfigOnly()))
        .with("Containers", containers(network, users))
        .with("Options", options(network))
        .with("Labels", Value.of(network.getLabelsMap()))
        .withHidden("Etag", Value.of(network.getEtag()));
  }

  private static Fields ipam(Network network) {
    return Fields.none()
        .with("Driver", "default")
        .with("Options", Value.of(Map.of()))
        .with("Config", Value.each(network.getSubnetsList(), NetworkShape::config));
  }

  /** Docker shows a range only where it is not the whole subnet. */
  private static String range(Subnet subnet) {
    return subnet.getIpRange().equals(subnet.getSubnet()) ? "" : subnet.getIpRange();
  }

  private static Fields config(Subnet subnet) {
    return Fields.none()
        .withUnlessEmpty("Subnet", Value.of(subnet.getSubnet()))
        .withUnlessEmpty("IPRange", Value.of(range(subnet)))
        .withUnlessEmpty("Gateway", Value.of(subnet.getGateway()))
        .withUnlessEmpty("AuxiliaryAddresses", Value.of(subnet.getAuxAddressesMap()));
  }

  private static Entries containers(Network network, List<Sandbox> users) {
    SortedMap<String, Value> containers = new TreeMap<>();
    users.forEach(user ->
        containers.put(
            user.getId(), container(Endpoint.newBuilder().setSandbox(user.getName()).build())));
    for (Endpoint endpoint : network.getEndpointsList()) {
      containers.put(endpoint.getSandboxId(), container(endpoint));
    }
    return new Entries(containers);
  }

  private static Fields container(Endpoint endpoint) {
    return Fields.none()
        .with("Name", endpoint.getSandbox())
        .with("EndpointID", endpoint.getId())
        .with("MacAddress", endpoint.getMacAddress())
        .with("IPv4Address", address(endpoint, false))
        .with("IPv6Address", address(endpoint, true))
        .withUnlessEmpty("Ports", PortShape.byPort(endpoint.getPortsList()));
  }

  private static String address(Endpoint endpoint, boolean v6) {
    return endpoint.getAddressesList().stream()
        .filter(address -> address.contains(":") == v6)
        .findFirst()
        .orElse("");
  }

  private static Entries options(Network network) {
    SortedMap<String, Value> options = new TreeMap<>();
    network
        .getOptionsMap()
        .forEach(
            (key, value) -> options.put(DOCKERS_OPTIONS.getOrDefault(key, key), Value.of(value)));
    return new Entries(options);
  }

  private static String joined(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }
}
