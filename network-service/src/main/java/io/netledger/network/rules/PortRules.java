package io.netledger.network.rules;

import static java.util.stream.Collectors.toMap;

import io.netledger.address.IpAddress;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.GatewayMode;
import io.netledger.network.network.Gateways;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.port.PortCommand.ClaimPorts;
import io.netledger.network.port.PortCommand.FreePorts;
import io.netledger.network.port.PortEvent;
import io.netledger.network.port.PortWish;
import io.netledger.network.port.PublishedPort;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Publishing: what a wish means on a network, and whether the host has those ports to give. */
final class PortRules {

  private static final IpAddress ANY_V4 = IpAddress.parse("0.0.0.0");
  private static final IpAddress ANY_V6 = IpAddress.parse("::");
  private static final IpAddress LOOPBACK_V6 = IpAddress.parse("::1");

  private PortRules() {}

  /**
   * Claims ports of the host for an endpoint.
   *
   * @param v4 the families that the endpoint has an address of: true for IPv4
   * @return what is published: by each wish an entry for each family
   * @throws Rejection PORT_NOT_PUBLISHABLE, PORT_IN_USE, PORTS_EXHAUSTED
   */
  static List<PublishedPort> claim(
      Work work,
      String endpointId,
      String host,
      NetworkSettings network,
      Set<Boolean> v4,
      List<Publication> publications) {
    if (publications.isEmpty()) {
      return List.of();
    }
    Gateways gateways = gatewaysOf(network);
    List<PortWish> wishes =
        publications.stream().map(it -> wish(network, gateways, v4, it)).toList();
    Iterator<PublishedPort> claimed =
        claim(work, endpointId, host, wishes.stream().filter(PortWish::isSomewhere).toList())
            .iterator();
    boolean routed = v4.stream().anyMatch(it -> gateways.mode(it) == GatewayMode.ROUTED);
    List<PublishedPort> published = new ArrayList<>();
    for (int i = 0; i < wishes.size(); i++) {
      PortWish wish = wishes.get(i);
      wish.hostIps().forEach(_ -> published.add(claimed.next()));
      if (routed && publications.get(i).hostIp().isEmpty()) {
        published.add(new PublishedPort(Optional.empty(), 0, wish.port(), wish.protocol()));
      }
    }
    return published;
  }

  private static List<PublishedPort> claim(
      Work work, String endpointId, String host, List<PortWish> wishes) {
    Map<String, String> holders =
        work.state(Kinds.PORTS, host).inTheWayOf(wishes).stream()
            .collect(toMap(id -> id, id -> title(work, id)));
    return work.decide(Kinds.PORTS, host, new ClaimPorts(endpointId, wishes, holders)).stream()
        .filter(PortEvent.PortsClaimed.class::isInstance)
        .flatMap(event -> ((PortEvent.PortsClaimed) event).ports().stream())
        .toList();
  }

  /** "sandbox web on network br0". */
  private static String title(Work work, String endpointId) {
    Optional<EndpointRequest> asked = work.state(Kinds.ENDPOINT, endpointId).asked();
    return asked
        .map(request ->
            "sandbox %s on network %s"
                .formatted(
                    Naming.sandboxNames(work)
                        .nameOf(request.sandboxId())
                        .orElse(request.sandboxId()),
                    Naming.networkNames(work)
                        .nameOf(request.networkId())
                        .orElse(request.networkId())))
        .orElse("endpoint " + endpointId);
  }

  private static Gateways gatewaysOf(NetworkSettings network) {
    Gateways gateways =
        switch (network.driver()) {
          case DriverOptions.Bridge bridge -> bridge.gateways();
          case DriverOptions.Overlay _ -> Gateways.PLAIN;
          case DriverOptions.Macvlan _,
              DriverOptions.Ipvlan _,
              DriverOptions.Host _,
              DriverOptions.None _,
              DriverOptions.Unsettled _ ->
              throw refused(
                  "network %s has driver %s; ports are published on a bridge or overlay network"
                      .formatted(network.name(), network.driver().driver()));
        };
    if (network.internal()) {
      throw refused("network %s is internal: nothing beyond reaches it".formatted(network.name()));
    }
    return gateways;
  }

  private static PortWish wish(
      NetworkSettings network, Gateways gateways, Set<Boolean> families, Publication publication) {
    List<IpAddress> addresses = new ArrayList<>();
    if (publication.hostIp().isPresent()) {
      addresses.add(allowed(network, gateways, families, publication));
    } else {
      for (boolean v4 : new boolean[] {true, false}) {
        if (families.contains(v4) && gateways.mode(v4) == GatewayMode.NAT) {
          IpAddress address = gateways.hostBinding(v4).orElse(v4 ? ANY_V4 : ANY_V6);
          refuseLoopbackV6(address, publication);
          addresses.add(address);
        }
      }
    }
    return new PortWish(
        addresses, publication.hostPort(), publication.port(), publication.protocol());
  }

  private static IpAddress allowed(
      NetworkSettings network, Gateways gateways, Set<Boolean> families, Publication publication) {
    IpAddress address = publication.hostIp().orElseThrow();
    String family = address.isV4() ? "IPv4" : "IPv6";
    refuseLoopbackV6(address, publication);
    if (!families.contains(address.isV4())) {
      throw refused(
          "port %d cannot be published at %s: network %s has no %s"
              .formatted(publication.port(), address, network.name(), family));
    }
    if (gateways.mode(address.isV4()) != GatewayMode.NAT) {
      throw refused(
          "port %d cannot be published at %s: network %s routes %s to its sandboxes' own addresses"
              .formatted(publication.port(), address, network.name(), family));
    }
    return address;
  }

  /** Docker has a proxy for it. */
  private static void refuseLoopbackV6(IpAddress address, Publication publication) {
    if (address.equals(LOOPBACK_V6)) {
      throw refused(
          ("port %d cannot be published at ::1: the kernel takes no answers for it from a bridge;"
                  + " 127.0.0.1 works")
              .formatted(publication.port()));
    }
  }

  private static Rejection refused(String message) {
    return new Rejection(Reason.PORT_NOT_PUBLISHABLE, message);
  }

  /** An endpoint is gone, so its ports are free. */
  static void free(Work work, String endpointId, EndpointRequest request) {
    if (!request.ports().isEmpty()) {
      work.decide(Kinds.PORTS, request.host(), new FreePorts(endpointId));
    }
  }
}
