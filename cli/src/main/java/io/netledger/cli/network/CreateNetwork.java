package io.netledger.cli.network;

import io.netledger.cli.session.About;
import io.netledger.cli.session.Pairs;
import io.netledger.cli.session.Rehearsed;
import io.netledger.cli.session.Session;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "create",
    description = "Create a network; prints its id",
    customSynopsis = "netledger network create [OPTIONS] NETWORK",
    footer = {
      "%nExamples:",
      "  netledger network create --driver=bridge --subnet=192.168.0.0/16 br0",
      "  netledger network create --subnet 10.1.0.0/16 --gateway 10.1.0.254 --ip-range 10.1.8.0/24 web",
      "  netledger network create --subnet 10.2.0.0/24 --subnet 2001:db8:2::/64 --gateway 2001:db8:2::1 dual",
      "  netledger network create --ipv6 --ipv4=false six",
      "  netledger network create --config-only --subnet 10.3.0.0/24 -o mtu=1400 shape",
      "  netledger network create --config-from shape net1",
      "  netledger network create --internal -o mtu=1400 -o icc=false --label team=db back",
      "  netledger network create -d overlay --subnet 10.9.0.0/16 shop",
      "  netledger network create -d macvlan -o parent=eth0.10 --subnet 10.5.0.0/24 lan",
      "  netledger network create -d ipvlan -o parent=eth0 -o ipvlan_mode=l3 --subnet 10.4.0.0/24 routed"
    })
final class CreateNetwork implements Callable<Integer> {

  private final Session session;

  @Parameters(paramLabel = "NETWORK", description = "Name: letters, digits, '_', '.', '-'")
  private String name = "";

  @Option(
      names = {"-d", "--driver"},
      paramLabel = "DRIVER",
      description = "bridge, overlay, macvlan or ipvlan (default: bridge)")
  private String driver = "";

  @Option(
      names = "--subnet",
      paramLabel = "SUBNET",
      description =
          "Subnet in CIDR notation; repeatable (default: a free one of the default pools)")
  private List<String> subnets = new ArrayList<>();

  @Option(
      names = "--gateway",
      paramLabel = "ADDRESS",
      description =
          "Gateway of the subnet that it lies in; repeatable (default: the first free address)")
  private List<String> gateways = new ArrayList<>();

  @Option(
      names = "--ip-range",
      paramLabel = "RANGE",
      description = "Part of a subnet to choose addresses from; repeatable")
  private List<String> ranges = new ArrayList<>();

  @Option(
      names = "--aux-address",
      paramLabel = "NAME=ADDRESS",
      description = "Address that somebody else uses and that is never given out; repeatable")
  private List<String> auxAddresses = new ArrayList<>();

  @Option(names = "--ipv6", description = "Give the network an IPv6 subnet")
  private boolean ipv6;

  @Option(
      names = "--ipv4",
      arity = "0..1",
      paramLabel = "true|false",
      fallbackValue = "true",
      description = "Give the network an IPv4 subnet; --ipv4=false for IPv6 only (default: true)")
  private boolean ipv4 = true;

  @Option(names = "--internal", description = "Let nothing beyond the network be reached")
  private boolean internal;

  @Option(
      names = "--label",
      paramLabel = "KEY=VALUE",
      description = "Label of the network; repeatable")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = {"-o", "--opt"},
      paramLabel = "KEY=VALUE",
      description =
          "Option of the driver; repeatable. bridge: name, mtu, icc, enable_ip_masquerade, interface_prefix,"
              + " host_binding_ipv4, host_binding_ipv6, gateway_mode_ipv4, gateway_mode_ipv6 (nat, routed, isolated),"
              + " inhibit_ipv4; overlay: vni, mtu; macvlan: parent, macvlan_mode, host_access, mtu; ipvlan: parent, ipvlan_mode,"
              + " ipvlan_flag, mtu; or as Docker spells them (com.docker.network.driver.mtu)")
  private List<String> options = new ArrayList<>();

  @Option(
      names = "--config-only",
      description =
          "Make a configuration network: it only holds what others are made from, and nothing can be connected to it")
  private boolean configOnly;

  @Option(
      names = "--config-from",
      paramLabel = "NETWORK",
      description = "Configuration network to take subnets, labels and options from")
  private String configFrom = "";

  @Mixin private final DockersOnly dockers = new DockersOnly();
  @Mixin private final Rehearsed rehearsed = new Rehearsed();

  CreateNetwork(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    dockers.check(driver);
    var request =
        CreateNetworkRequest.newBuilder()
            .setName(name)
            .setDriver(driver)
            .addAllSubnets(
                SubnetPairs.of(
                    subnets,
                    ranges,
                    gateways,
                    Pairs.of(auxAddresses, "--aux-address", "aux-address")))
            .setIpv6(ipv6)
            .setNoIpv4(!ipv4)
            .setInternal(internal)
            .putAllLabels(Pairs.of(labels, "--label", "label"))
            .putAllOptions(Pairs.of(options, "--opt", "opt"))
            .setConfigOnly(configOnly)
            .setConfigFrom(configFrom)
            .setValidateOnly(rehearsed.only())
            .setRequestId(rehearsed.only() ? "" : session.requestId(""))
            .setReason(session.reason())
            .build();
    var about = About.network(name).with(driver);
    var answer =
        session.ask(
            "creating network " + name, about, () -> session.networks().createNetwork(request));
    session.say(rehearsed.only() ? wouldBe(answer.getNetwork()) : answer.getNetwork().getId());
    return 0;
  }

  private static String wouldBe(Network network) {
    return "network %s would be made: driver %s%s"
        .formatted(
            network.getName(),
            network.getDriver(),
            network.getSubnetsList().stream()
                .map(subnet ->
                    ", subnet %s with gateway %s"
                        .formatted(subnet.getSubnet(), subnet.getGateway()))
                .collect(Collectors.joining()));
  }
}
