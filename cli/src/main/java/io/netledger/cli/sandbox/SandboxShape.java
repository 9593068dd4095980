package io.netledger.cli.sandbox;

import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Entries;
import io.netledger.cli.format.Value.Fields;
import io.netledger.cli.port.PortShape;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.PublishedPort;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Sandboxes and endpoints as they are shown; below NetworkSettings as Docker shows containers. */
final class SandboxShape {

  private SandboxShape() {}

  /** A row of {@code sandbox ls}. */
  static Fields row(Sandbox sandbox, List<Endpoint> endpoints, boolean whole) {
    return Fields.none()
        .with("CreatedAt", Moment.text(sandbox.getCreatedAt()))
        .with("Endpoints", Integer.toString(sandbox.getEndpointCount()))
        .with("Host", sandbox.getHost())
        .with("ID", Moment.shortened(sandbox.getId(), whole))
        .with("Labels", joined(sandbox.getLabelsMap()))
        .with("Mode", mode(sandbox))
        .with("Name", sandbox.getName())
        .with("Netns", sandbox.getNetnsPath())
        .with("Ports", PortShape.line(ports(endpoints)))
        .with("State", state(sandbox.getState().name()))
        .withHidden("Label", Value.of(sandbox.getLabelsMap()));
  }

  /** A row of {@code endpoint ls}. */
  static Fields row(Endpoint endpoint, boolean whole) {
    return Fields.none()
        .with("Addresses", String.join(",", endpoint.getAddressesList()))
        .with("Aliases", String.join(",", endpoint.getAliasesList()))
        .with("CreatedAt", Moment.text(endpoint.getCreatedAt()))
        .with("Host", endpoint.getHost())
        .with("ID", Moment.shortened(endpoint.getId(), whole))
        .with("Interface", endpoint.getInterfaceName())
        .with("MacAddress", endpoint.getMacAddress())
        .with("Network", endpoint.getNetwork())
        .with("Ports", PortShape.line(endpoint.getPortsList()))
        .with("Sandbox", endpoint.getSandbox())
        .with("State", state(endpoint.getState().name()));
  }

  /** The whole of a sandbox. */
  static Fields whole(Sandbox sandbox) {
    Fields known = identity(sandbox);
    return (sandbox.getDonor().isEmpty() ? known : known.with("Donor", donor(sandbox)))
        .with(
            "HostConfig",
            Fields.none()
                .with("NetworkMode", networkMode(sandbox))
                .with("Dns", words(sandbox.getDns().getServersList()))
                .with("DnsOptions", words(sandbox.getDns().getOptionsList()))
                .with("DnsSearch", words(sandbox.getDns().getSearchList())))
        .with(
            "NetworkSettings",
            Fields.none()
                .with("SandboxKey", sandbox.getNetnsPath())
                .with("Ports", PortShape.byPort(ports(sandbox.getEndpointsList())))
                .with("Networks", networks(sandbox)));
  }

  private static Fields identity(Sandbox sandbox) {
    return Fields.none()
        .with("Id", sandbox.getId())
        .with("Name", sandbox.getName())
        .with("Created", Moment.text(sandbox.getCreatedAt()))
        .with("Host", sandbox.getHost())
        .with("State", state(sandbox.getState().name()))
        .withUnlessEmpty("Failure", Value.of(sandbox.getFailure()))
        .with("Adopted", Value.of(sandbox.getAdopted()))
        .with("Labels", Value.of(sandbox.getLabelsMap()));
  }

  private static Value words(List<String> words) {
    return Value.each(words, Value::of);
  }

  private static boolean isConnectable(Sandbox sandbox) {
    return sandbox.getMode() == SandboxMode.SANDBOX_MODE_OWN;
  }

  /** SANDBOX_MODE_HOST as "host"; with the donor's name "container:web". */
  private static String mode(Sandbox sandbox) {
    String mode = state(sandbox.getMode().name());
    return sandbox.getDonor().isEmpty()
        ? mode
        : mode + ":" + sandbox.getDonor() + (sandbox.getDonorId().isEmpty() ? " (gone)" : "");
  }

  private static Fields donor(Sandbox sandbox) {
    return Fields.none()
        .with("Id", sandbox.getDonorId())
        .with("Name", sandbox.getDonor())
        .with("Gone", Value.of(sandbox.getDonorId().isEmpty()));
  }

  /**
   * As Docker has it: "host", "none", "container:ID", or the network that it was connected to
   * first.
   */
  private static String networkMode(Sandbox sandbox) {
    if (!sandbox.getDonor().isEmpty()) {
      return "container:"
          + (sandbox.getDonorId().isEmpty() ? sandbox.getDonor() : sandbox.getDonorId());
    }
    if (!isConnectable(sandbox)) {
      return mode(sandbox);
    }
    return sandbox.getEndpointsList().stream()
        .map(Endpoint::getNetwork)
        .findFirst()
        .orElse("default");
  }

  /** Those of all of a sandbox's endpoints. */
  private static List<PublishedPort> ports(List<Endpoint> endpoints) {
    return endpoints.stream().flatMap(endpoint -> endpoint.getPortsList().stream()).toList();
  }

  private static Entries networks(Sandbox sandbox) {
    SortedMap<String, Value> networks = new TreeMap<>();
    if (!isConnectable(sandbox) && sandbox.getDonor().isEmpty()) {
      networks.put(mode(sandbox), connection(Endpoint.getDefaultInstance()));
    }
    sandbox
        .getEndpointsList()
        .forEach(endpoint -> networks.put(endpoint.getNetwork(), connection(endpoint)));
    return new Entries(networks);
  }

  private static Fields connection(Endpoint endpoint) {
    int v4 = position(endpoint, false);
    int v6 = position(endpoint, true);
    return Fields.none()
        .with("Aliases", Value.each(endpoint.getAliasesList(), Value::of))
        .with("DriverOpts", driverOptions(endpoint))
        .with("GwPriority", Value.of(endpoint.getGatewayPriority()))
        .with("IPAMConfig", ipamConfig(endpoint))
        .with("MacAddress", endpoint.getMacAddress())
        .with("NetworkID", endpoint.getNetworkId())
        .with("EndpointID", endpoint.getId())
        .with("InterfaceName", endpoint.getInterfaceName())
        .with("State", state(endpoint.getState().name()))
        .withUnlessEmpty("Failure", Value.of(endpoint.getFailure()))
        .with("Gateway", gateway(endpoint, v4))
        .with("IPAddress", part(endpoint, v4, 0))
        .with("IPPrefixLen", Value.of(length(endpoint, v4)))
        .with("IPv6Gateway", gateway(endpoint, v6))
        .with("GlobalIPv6Address", part(endpoint, v6, 0))
        .with("GlobalIPv6PrefixLen", Value.of(length(endpoint, v6)));
  }

  private static Entries driverOptions(Endpoint endpoint) {
    SortedMap<String, Value> options = new TreeMap<>();
    if (endpoint.getSysctlsCount() > 0) {
      options.put(
          "com.docker.network.endpoint.sysctls", Value.of(joined(endpoint.getSysctlsMap())));
    }
    return new Entries(options);
  }

  private static Fields ipamConfig(Endpoint endpoint) {
    return endpoint.getLinkLocalAddressesCount() == 0
        ? Fields.none()
        : Fields.none()
            .with("LinkLocalIPs", Value.each(endpoint.getLinkLocalAddressesList(), Value::of));
  }

  /** Where among its addresses an endpoint has the one of a family; -1: nowhere. */
  private static int position(Endpoint endpoint, boolean v6) {
    for (int i = 0; i < endpoint.getAddressesCount(); i++) {
      if (endpoint.getAddresses(i).contains(":") == v6) {
        return i;
      }
    }
    return -1;
  }

  private static String gateway(Endpoint endpoint, int position) {
    return position >= 0 && position < endpoint.getGatewaysCount()
        ? endpoint.getGateways(position)
        : "";
  }

  private static String part(Endpoint endpoint, int position, int part) {
    return position < 0 ? "" : endpoint.getAddresses(position).split("/", 2)[part];
  }

  private static long length(Endpoint endpoint, int position) {
    return position < 0 ? 0 : Long.parseLong(part(endpoint, position, 1));
  }

  /** SANDBOX_STATE_READY as "ready". */
  private static String state(String name) {
    return name.substring(name.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
  }

  private static String joined(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }
}
