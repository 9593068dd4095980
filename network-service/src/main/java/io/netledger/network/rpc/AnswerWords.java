package io.netledger.network.rpc;

import io.netledger.address.Cidr;
import io.netledger.network.Etag;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.failure.Failure;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.network.process.Seen;
import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkState;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxState;
import io.netledger.proto.network.v1.Subnet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** States as clients see them, for the answers of calls that change something. */
final class AnswerWords {

  private AnswerWords() {}

  /** A network as it stands, without its endpoints. */
  static Network network(Seen<io.netledger.network.network.Network> seen) {
    var state = seen.state();
    return network(state.asked().orElseThrow(), state.subnets()).toBuilder()
        .setId(seen.id())
        .setCreatedAt(RowWords.timestamp(seen.createdAt()))
        .setState(state(state))
        .setEtag(Etag.of(seen.id(), seen.sequence()))
        .setEndpointCount(state.endpoints().byEndpoint().size())
        .build();
  }

  /**
   * A network as it would be.
   *
   * @param pools empty: not chosen yet
   */
  static Network network(NetworkSettings settings, List<NetworkPool> pools) {
    return Network.newBuilder()
        .setName(settings.name())
        .setDriver(settings.driver().driver())
        .setScope(settings.driver().scope())
        .setInternal(settings.internal())
        .setIpv6(settings.ipv6() || pools.stream().anyMatch(pool -> !pool.subnet().isV4()))
        .addAllSubnets(
            pools.isEmpty()
                ? settings.subnets().stream().map(AnswerWords::subnet).toList()
                : pools.stream().map(AnswerWords::subnet).toList())
        .putAllLabels(settings.labels())
        .putAllOptions(settings.driver().options())
        .setPredefined(settings.predefined())
        .setConfigOnly(settings.isConfigOnly())
        .setConfigFrom(settings.from().map(NetworkSettings.Source::name).orElse(""))
        .build();
  }

  private static NetworkState state(io.netledger.network.network.Network network) {
    return switch (network) {
      case io.netledger.network.network.Network.Absent _,
          io.netledger.network.network.Network.Requested _,
          io.netledger.network.network.Network.Failed _ ->
          NetworkState.NETWORK_STATE_REQUESTED;
      case io.netledger.network.network.Network.Ready _,
          io.netledger.network.network.Network.ConfigOnly _ ->
          NetworkState.NETWORK_STATE_READY;
      case io.netledger.network.network.Network.Removing _,
          io.netledger.network.network.Network.Removed _ ->
          NetworkState.NETWORK_STATE_REMOVING;
    };
  }

  private static Subnet subnet(RequestedSubnet subnet) {
    return Subnet.newBuilder()
        .setSubnet(word(subnet.subnet()))
        .setIpRange(word(subnet.range()))
        .setGateway(word(subnet.gateway()))
        .putAllAuxAddresses(words(subnet.auxiliary()))
        .build();
  }

  private static Subnet subnet(NetworkPool pool) {
    return Subnet.newBuilder()
        .setSubnet(pool.subnet().toString())
        .setIpRange(pool.range().toString())
        .setGateway(word(pool.gateway()))
        .putAllAuxAddresses(words(pool.auxiliary()))
        .build();
  }

  /** An endpoint as it stands. */
  static Endpoint endpoint(Seen<io.netledger.network.endpoint.Endpoint> seen, Titles titles) {
    var state = seen.state();
    Endpoint.Builder answer =
        endpoint(state.asked().orElseThrow(), titles).toBuilder()
            .setId(seen.id())
            .setState(state(state))
            .setCreatedAt(RowWords.timestamp(seen.createdAt()))
            .setFailure(state.refusal().map(Failure::message).orElse(""))
            .setEtag(Etag.of(seen.id(), seen.sequence()));
    state
        .addresses()
        .ifPresent(addressing ->
            answer
                .addAllAddresses(addressing.addresses().stream().map(Cidr::toString).toList())
                .clearGateways()
                .addAllGateways(gateways(state.asked().orElseThrow(), addressing))
                .setMacAddress(addressing.mac().toString()));
    return answer.build();
  }

  private static List<String> gateways(EndpointRequest request, Addressing addressing) {
    List<String> gateways = new ArrayList<>();
    for (int i = 0; i < addressing.addresses().size(); i++) {
      request
          .wanted()
          .get(i)
          .gatewayOf(addressing.addresses().get(i))
          .ifPresent(gateway -> gateways.add(gateway.toString()));
    }
    return gateways;
  }

  /** An endpoint as it would be, without addresses. */
  static Endpoint endpoint(EndpointRequest request, Titles titles) {
    return Endpoint.newBuilder()
        .setNetworkId(request.networkId())
        .setNetwork(titles.network())
        .setSandboxId(request.sandboxId())
        .setSandbox(titles.sandbox())
        .setHost(request.host())
        .setState(EndpointState.ENDPOINT_STATE_PENDING)
        .addAllGateways(
            request.wanted().stream()
                .flatMap(wanted -> wanted.gateways().stream())
                .map(Object::toString)
                .toList())
        .setMacAddress(word(request.mac()))
        .setInterfaceName(request.interfaceName())
        .addAllAliases(request.aliases())
        .setGatewayPriority(request.options().gatewayPriority())
        .putAllSysctls(request.options().sysctls())
        .addAllLinkLocalAddresses(
            request.options().linkLocals().stream().map(Object::toString).toList())
        .addAllPorts(request.ports().stream().map(PortWords::port).toList())
        .build();
  }

  private static EndpointState state(io.netledger.network.endpoint.Endpoint endpoint) {
    return switch (endpoint) {
      case io.netledger.network.endpoint.Endpoint.Absent _,
          io.netledger.network.endpoint.Endpoint.Requested _,
          io.netledger.network.endpoint.Endpoint.Addressed _ ->
          EndpointState.ENDPOINT_STATE_PENDING;
      case io.netledger.network.endpoint.Endpoint.Attached _ ->
          EndpointState.ENDPOINT_STATE_ATTACHED;
      case io.netledger.network.endpoint.Endpoint.Failed _ -> EndpointState.ENDPOINT_STATE_FAILED;
      case io.netledger.network.endpoint.Endpoint.Leaving _,
          io.netledger.network.endpoint.Endpoint.Detached _ ->
          EndpointState.ENDPOINT_STATE_LEAVING;
      case io.netledger.network.endpoint.Endpoint.Removed _ -> EndpointState.ENDPOINT_STATE_GONE;
    };
  }

  /** A sandbox as it stands, without its endpoints. */
  static Sandbox sandbox(Seen<io.netledger.network.sandbox.Sandbox> seen) {
    var state = seen.state();
    Sandbox.Builder answer =
        sandbox(state.asked().orElseThrow()).toBuilder()
            .setId(seen.id())
            .setState(state(state))
            .setCreatedAt(RowWords.timestamp(seen.createdAt()))
            .setEtag(Etag.of(seen.id(), seen.sequence()))
            .setEndpointCount(state.networks().byNetwork().size());
    if (state instanceof io.netledger.network.sandbox.Sandbox.Ready(_, var path, _)) {
      answer.setNetnsPath(path);
    }
    if (state instanceof io.netledger.network.sandbox.Sandbox.Failed(_, var message, _)) {
      answer.setFailure(message);
    }
    return answer.build();
  }

  /** A sandbox as it would be. */
  static Sandbox sandbox(SandboxSettings settings) {
    Sandbox.Builder answer = Sandbox.newBuilder();
    if (settings.namespace() instanceof Namespace.OfDonor(var id, var name, var gone)) {
      answer.setDonorId(gone ? "" : id).setDonor(name);
    }
    answer
        .setName(settings.name())
        .setHost(settings.host())
        .setState(SandboxState.SANDBOX_STATE_PENDING)
        .putAllLabels(settings.labels())
        .setAdopted(settings.adopted())
        .setMode(ModeWords.mode(settings.mode()));
    if (!settings.dns().equals(Dns.OF_HOST)) {
      answer.setDns(DnsWords.words(settings.dns()));
    }
    return answer.build();
  }

  static SandboxState state(io.netledger.network.sandbox.Sandbox sandbox) {
    return switch (sandbox) {
      case io.netledger.network.sandbox.Sandbox.Absent _,
          io.netledger.network.sandbox.Sandbox.Created _ ->
          SandboxState.SANDBOX_STATE_PENDING;
      case io.netledger.network.sandbox.Sandbox.Ready _ -> SandboxState.SANDBOX_STATE_READY;
      case io.netledger.network.sandbox.Sandbox.Failed _ -> SandboxState.SANDBOX_STATE_FAILED;
      case io.netledger.network.sandbox.Sandbox.Removing _ -> SandboxState.SANDBOX_STATE_REMOVING;
      case io.netledger.network.sandbox.Sandbox.Removed _ -> SandboxState.SANDBOX_STATE_GONE;
    };
  }

  private static String word(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  private static Map<String, String> words(Map<String, ?> values) {
    return values.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toString()));
  }
}
