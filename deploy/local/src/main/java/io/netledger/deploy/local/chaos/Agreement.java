package io.netledger.deploy.local.chaos;

import io.netledger.proto.ipam.v1.Address;
import io.netledger.proto.ipam.v1.Pool;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.Sandbox;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kernels, views, leases and logs say the same. Compares only; who asks must wait for quiet. */
final class Agreement {

  static final int SHORT = 12;

  private final Checks checks;
  private final Views views;

  Agreement(Checks checks, Views views) {
    this.checks = checks;
    this.views = views;
  }

  void check(List<Ground> hosts, Story story) {
    List<Endpoint> endpoints = views.endpoints();
    checks.same(
        "every endpoint is attached",
        endpoints.stream().map(Endpoint::getId).toList(),
        endpoints.stream()
            .filter(each -> each.getState() == EndpointState.ENDPOINT_STATE_ATTACHED)
            .map(Endpoint::getId)
            .toList());
    for (Ground host : hosts) {
      kernel(
          Kernel.look(host.shell()),
          host.name(),
          endpoints.stream().filter(each -> each.getHost().equals(host.name())).toList());
    }
    if (hosts.size() > 1) {
      new Overlay(checks, hosts, endpoints).check();
    }
    checks.same("no host had to repair what nobody has damaged", List.of(), views.damaged());
    leases(endpoints);
    var network = new NetworkLog(views.networkLog());
    network.check(checks, endpoints);
    network.check(checks, story);
    new IpamLog(views.ipamLog()).check(checks, views.addresses());
    checks.same("the client was told nothing strange", List.of(), story.strange());
  }

  private void kernel(Kernel kernel, String host, List<Endpoint> endpoints) {
    Map<String, String> drivers =
        views.networks().stream().collect(Collectors.toMap(Network::getId, Network::getDriver));
    List<String> networks = endpoints.stream().map(Endpoint::getNetworkId).distinct().toList();
    checks.same(
        "the host has what each network needs, and a veth for each endpoint, nothing else",
        Stream.concat(
                networks.stream().flatMap(id -> links(id, drivers.getOrDefault(id, ""))),
                endpoints.stream()
                    .map(each ->
                        "nl%s netledger:endpoint:%s on %s"
                            .formatted(
                                each.getId().substring(0, SHORT),
                                each.getId(),
                                bridge(each.getNetworkId()))))
            .toList(),
        kernel.links());
    checks.same(
        "the firewall knows these bridges",
        networks.stream().map(Agreement::bridge).toList(),
        kernel.bridges());
    checks.same(
        "sandboxes have their endpoints' interfaces, nothing else",
        endpoints.stream().map(Agreement::inside).toList(),
        kernel.interfaces());
    checks.same("each sandbox has its namespace", sandboxesOn(host), kernel.sandboxes());
    for (String gateway : kernel.gateways()) {
      checks.that(
          "a default route goes to the gateway of an endpoint",
          endpoints.stream()
              .anyMatch(each ->
                  each.getGatewaysList().stream()
                      .anyMatch(its -> gateway.equals(each.getSandboxId() + " " + its))),
          gateway);
    }
  }

  private List<String> sandboxesOn(String host) {
    return views.sandboxes().stream()
        .filter(each -> each.getHost().equals(host))
        .map(Sandbox::getId)
        .toList();
  }

  private static Stream<String> links(String network, String driver) {
    String bridge = bridge(network) + " netledger:network:" + network + " on ";
    String port =
        Overlay.link(network) + " netledger:network:" + network + " on " + bridge(network);
    return driver.equals("overlay") ? Stream.of(bridge, port) : Stream.of(bridge);
  }

  private static String bridge(String network) {
    return "br-" + network.substring(0, SHORT);
  }

  private static String inside(Endpoint endpoint) {
    return "%s %s %s UP %s"
        .formatted(
            endpoint.getSandboxId(),
            endpoint.getInterfaceName(),
            endpoint.getMacAddress(),
            String.join(" ", endpoint.getAddressesList().stream().sorted().toList()));
  }

  private void leases(List<Endpoint> endpoints) {
    List<Address> held = views.addresses();
    checks.same(
        "each held address is that of a living endpoint, and the other way round",
        endpoints.stream()
            .flatMap(each ->
                each.getAddressesList().stream().map(its -> its + " held by " + each.getId()))
            .toList(),
        held.stream().map(each -> each.getAddress() + " held by " + each.getHolder()).toList());
    List<String> addresses = held.stream().map(Address::getAddress).toList();
    checks.same("no address is held twice", addresses.stream().distinct().toList(), addresses);
    checks.same(
        "pools count what is held",
        views.pools().stream()
            .map(pool ->
                pool.getId()
                    + " "
                    + held.stream().filter(it -> it.getPoolId().equals(pool.getId())).count())
            .toList(),
        views.pools().stream().map(pool -> pool.getId() + " " + pool.getHeld()).toList());
    checks.same(
        "each network has its pools, and no pool is nobody's",
        views.networks().stream().flatMap(Agreement::subnets).toList(),
        views.pools().stream().map(Agreement::owned).toList());
  }

  private static Stream<String> subnets(Network network) {
    return network.getSubnetsList().stream().map(its -> its.getSubnet() + " " + network.getId());
  }

  private static String owned(Pool pool) {
    return pool.getSubnet() + " " + pool.getOwner();
  }
}
