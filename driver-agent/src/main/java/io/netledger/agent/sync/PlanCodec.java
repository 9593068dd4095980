package io.netledger.agent.sync;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.plan.Dns;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.GatewayMode;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.PublishedPort;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.ServiceSpec;
import io.netledger.agent.plan.SpecChange;
import io.netledger.agent.plan.Subnet;
import io.netledger.proto.agent.v1.BridgeSpec;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.DnsSpec;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.agent.v1.PortProtocol;
import io.netledger.proto.agent.v1.Snapshot;
import io.netledger.proto.agent.v1.SubnetSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Words in, values out. A spec that cannot be read is refused by itself, the others are carried
 * out.
 */
final class PlanCodec {

  private static final int LAST_PORT = 65_535;

  private final List<Refusal> unreadable = new ArrayList<>();

  private PlanCodec() {}

  /**
   * A message as values.
   *
   * @param change what can be read
   * @param unreadable what cannot
   */
  record Read(SpecChange change, List<Refusal> unreadable) {}

  /** Empty if the message says nothing that we know. */
  static Optional<Read> read(PlanMessage message) {
    var codec = new PlanCodec();
    Optional<SpecChange> change =
        switch (message.getMessageCase()) {
          case SNAPSHOT -> Optional.of(codec.whole(message.getSnapshot()));
          case CHANGES -> Optional.of(codec.difference(message.getChanges()));
          case MESSAGE_NOT_SET -> Optional.empty();
        };
    return change.map(it -> new Read(it, List.copyOf(codec.unreadable)));
  }

  private SpecChange whole(Snapshot message) {
    return new SpecChange.Whole(
        message.getRevision(),
        networks(message.getNetworksList()),
        sandboxes(message.getSandboxesList()),
        endpoints(message.getEndpointsList()),
        peers(message.getPeersList()),
        services(message.getServicesList()));
  }

  private SpecChange difference(Changes message) {
    List<Owner> removed =
        Stream.of(
                message.getRemovedEndpointIdsList().stream().<Owner>map(Owner.Endpoint::new),
                message.getRemovedSandboxIdsList().stream().<Owner>map(Owner.Sandbox::new),
                message.getRemovedNetworkIdsList().stream().<Owner>map(Owner.Network::new),
                message.getRemovedPeerIdsList().stream().<Owner>map(Owner.Peer::new),
                message.getRemovedServiceIdsList().stream().<Owner>map(Owner.Service::new))
            .flatMap(it -> it)
            .toList();
    return new SpecChange.Difference(
        message.getRevision(),
        networks(message.getNetworksList()),
        sandboxes(message.getSandboxesList()),
        endpoints(message.getEndpointsList()),
        peers(message.getPeersList()),
        services(message.getServicesList()),
        removed);
  }

  private List<NetworkSpec> networks(List<io.netledger.proto.agent.v1.NetworkSpec> messages) {
    return each(messages, it -> new Owner.Network(it.getId()), PlanCodec::network);
  }

  private List<SandboxSpec> sandboxes(List<io.netledger.proto.agent.v1.SandboxSpec> messages) {
    return each(messages, it -> new Owner.Sandbox(it.getId()), PlanCodec::sandbox);
  }

  private List<EndpointSpec> endpoints(List<io.netledger.proto.agent.v1.EndpointSpec> messages) {
    return each(messages, it -> new Owner.Endpoint(it.getId()), PlanCodec::endpoint);
  }

  private List<PeerSpec> peers(List<io.netledger.proto.agent.v1.PeerSpec> messages) {
    return each(messages, it -> new Owner.Peer(it.getId()), SharingCodec::peer);
  }

  private List<ServiceSpec> services(List<io.netledger.proto.agent.v1.ServiceSpec> messages) {
    return each(messages, it -> new Owner.Service(it.getId()), ServiceCodec::service);
  }

  private <M, S> List<S> each(List<M> messages, Function<M, Owner> owner, Function<M, S> specOf) {
    List<S> specs = new ArrayList<>();
    for (M message : messages) {
      try {
        specs.add(specOf.apply(message));
      } catch (IllegalArgumentException e) {
        unreadable.add(new Refusal(owner.apply(message), String.valueOf(e.getMessage()), 0));
      }
    }
    return specs;
  }

  private static NetworkSpec network(io.netledger.proto.agent.v1.NetworkSpec message) {
    return new NetworkSpec(
        id(message.getId()),
        message.getName(),
        message.getResolves(),
        message.getSubnetsList().stream().map(PlanCodec::subnet).toList(),
        message.getInternal(),
        switch (message.getDriverCase()) {
          case BRIDGE -> bridge(message.getBridge());
          case OVERLAY -> SharingCodec.overlay(message.getOverlay());
          case MACVLAN -> SharingCodec.macvlan(message.getMacvlan());
          case IPVLAN -> SharingCodec.ipvlan(message.getIpvlan());
          case NONE -> new DriverOptions.None();
          case DRIVER_NOT_SET ->
              throw new IllegalArgumentException("a driver that this agent does not know");
        });
  }

  private static DriverOptions.Bridge bridge(BridgeSpec message) {
    Optional<String> name = Optional.of(message.getBridgeName()).filter(it -> !it.isEmpty());
    name.ifPresent(PlanCodec::interfaceName);
    return new DriverOptions.Bridge(
        name,
        message.getMtu(),
        message.getIcc(),
        message.getMasquerade(),
        new DriverOptions.Gateways(
            mode(message.getGatewayModeIpv4()),
            mode(message.getGatewayModeIpv6()),
            message.getInhibitIpv4()));
  }

  private static GatewayMode mode(io.netledger.proto.agent.v1.GatewayMode message) {
    return switch (message) {
      case GATEWAY_MODE_UNSPECIFIED, GATEWAY_MODE_NAT -> GatewayMode.NAT;
      case GATEWAY_MODE_ROUTED -> GatewayMode.ROUTED;
      case GATEWAY_MODE_ISOLATED -> GatewayMode.ISOLATED;
      case UNRECOGNIZED ->
          throw new IllegalArgumentException("a gateway mode that this agent does not know");
    };
  }

  private static Subnet subnet(SubnetSpec message) {
    return new Subnet(
        Cidr.parse(message.getSubnet()),
        Optional.of(message.getGateway()).filter(it -> !it.isEmpty()).map(IpAddress::parse));
  }

  private static SandboxSpec sandbox(io.netledger.proto.agent.v1.SandboxSpec message) {
    return new SandboxSpec(
        id(message.getId()),
        message.getName(),
        switch (message.getAdoptCase()) {
          case NETNS_PATH -> new Origin.AtFile(Path.of(message.getNetnsPath()));
          case PID -> new Origin.OfProcess(message.getPid());
          case HOST -> new Origin.OfHost();
          case GUEST_ID -> new Origin.OfGuest(id(message.getGuestId()));
          case DONOR_ID -> new Origin.Made();
          case ADOPT_NOT_SET -> new Origin.Made();
        },
        message.hasDonorId() ? Optional.of(id(message.getDonorId())) : Optional.empty(),
        dns(message.getDns()),
        Optional.of(message.getServiceId()).filter(it -> !it.isEmpty()).map(PlanCodec::id));
  }

  private static Dns dns(DnsSpec message) {
    return new Dns(
        message.getServersList().stream().map(IpAddress::parse).toList(),
        message.getSearchList(),
        message.getOptionsList());
  }

  private static EndpointSpec endpoint(io.netledger.proto.agent.v1.EndpointSpec message) {
    return new EndpointSpec(
        id(message.getId()),
        id(message.getNetworkId()),
        id(message.getSandboxId()),
        message.getAddressesList().stream().map(Cidr::parse).toList(),
        Mac.parse(message.getMacAddress()),
        interfaceName(message.getInterfaceName()),
        message.getOrder(),
        message.getRevision(),
        options(message),
        message.getAliasesList(),
        message.getPortsList().stream().map(PlanCodec::port).toList());
  }

  private static EndpointOptions options(io.netledger.proto.agent.v1.EndpointSpec message) {
    message.getSysctlsMap().keySet().forEach(PlanCodec::sysctl);
    return new EndpointOptions(
        message.getGatewayPriority(),
        message.getSysctlsMap(),
        message.getLinkLocalAddressesList().stream().map(PlanCodec::linkLocal).toList());
  }

  /** It becomes the name of a file, so it is not taken on trust. */
  private static void sysctl(String name) {
    if (!name.matches("net\\.[a-z0-9]+\\.[a-z0-9]+\\.IFNAME\\.[a-z0-9_]+")) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no sysctl of an interface: net.X.Y.IFNAME.Z expected");
    }
  }

  private static Cidr linkLocal(String word) {
    IpAddress address = IpAddress.parse(word);
    return new Cidr(address, address.isV4() ? 16 : 64);
  }

  private static PublishedPort port(io.netledger.proto.agent.v1.PublishedPort message) {
    return new PublishedPort(
        Optional.of(message.getHostIp()).filter(it -> !it.isEmpty()).map(IpAddress::parse),
        portNumber(message.getHostPort()),
        portNumber(message.getPort()),
        protocol(message.getProtocol()));
  }

  static Protocol protocol(PortProtocol message) {
    return switch (message) {
      case PORT_PROTOCOL_TCP -> Protocol.TCP;
      case PORT_PROTOCOL_UDP -> Protocol.UDP;
      case PORT_PROTOCOL_SCTP -> Protocol.SCTP;
      case PORT_PROTOCOL_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("a protocol that this agent does not know");
    };
  }

  static int portNumber(int number) {
    if (number < 0 || number > LAST_PORT) {
      throw new IllegalArgumentException(
          Integer.toUnsignedString(number) + " is no port: 0 to " + LAST_PORT + " expected");
    }
    return number;
  }

  /** Ids become names of files and interfaces, so they are not taken on trust. */
  static String id(String word) {
    if (!word.matches("[0-9a-f]{12,64}")) {
      throw new IllegalArgumentException(
          "\"" + word + "\" is no id: 64 hexadecimal digits expected");
    }
    return word;
  }

  static String interfaceName(String word) {
    if (!word.matches("[^\\s/:]{1,15}") || word.equals(".") || word.equals("..")) {
      throw new IllegalArgumentException(
          "\"" + word + "\" is no interface name: 1 to 15 characters without / and : expected");
    }
    return word;
  }
}
