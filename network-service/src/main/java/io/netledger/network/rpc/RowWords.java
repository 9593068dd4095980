package io.netledger.network.rpc;

import com.google.protobuf.Timestamp;
import io.netledger.network.Etag;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.SandboxRow;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkState;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.SandboxState;
import io.netledger.proto.network.v1.Subnet;
import java.time.Instant;

/** Rows of the view as clients see them. */
final class RowWords {

  private RowWords() {}

  /** Without its endpoints. */
  static Network network(NetworkRow row) {
    return Network.newBuilder()
        .setId(row.id())
        .setName(row.name())
        .setDriver(row.driver())
        .setScope(row.scope())
        .setCreatedAt(timestamp(row.createdAt()))
        .setInternal(row.internal())
        .setIpv6(row.ipv6())
        .addAllSubnets(row.subnets().stream().map(RowWords::subnet).toList())
        .putAllLabels(row.labels())
        .putAllOptions(row.options())
        .setPredefined(row.predefined())
        .setState(state(row.status()))
        .setEtag(etag(row))
        .setEndpointCount(row.endpointCount())
        .setConfigOnly(row.isConfigOnly())
        .setConfigFrom(row.configFrom())
        .build();
  }

  /** Without its endpoints. */
  static Sandbox sandbox(SandboxRow row) {
    Sandbox.Builder answer =
        Sandbox.newBuilder()
            .setId(row.id())
            .setName(row.name())
            .setHost(row.host())
            .setState(state(row.status()))
            .setNetnsPath(row.netnsPath())
            .putAllLabels(row.labels())
            .setCreatedAt(timestamp(row.createdAt()))
            .setFailure(row.failure())
            .setAdopted(row.adopted())
            .setMode(ModeWords.mode(row.mode()))
            .setDonorId(row.donorId())
            .setDonor(row.donor())
            .setEtag(etag(row))
            .setEndpointCount(row.endpointCount());
    SandboxRow.Dns dns = row.dns();
    if (!dns.equals(SandboxRow.Dns.OF_HOST)) {
      answer.setDns(DnsWords.words(dns.servers(), dns.search(), dns.options()));
    }
    return answer.build();
  }

  static Endpoint endpoint(EndpointRow row) {
    return Endpoint.newBuilder()
        .setId(row.id())
        .setNetworkId(row.networkId())
        .setNetwork(row.network())
        .setSandboxId(row.sandboxId())
        .setSandbox(row.sandbox())
        .setHost(row.host())
        .setState(state(row.status()))
        .addAllAddresses(row.addresses())
        .addAllGateways(row.gateways())
        .setMacAddress(row.macAddress())
        .setInterfaceName(row.interfaceName())
        .addAllAliases(row.aliases())
        .setCreatedAt(timestamp(row.createdAt()))
        .setFailure(row.failure())
        .setEtag(etag(row))
        .setGatewayPriority(row.gatewayPriority())
        .putAllSysctls(row.sysctls())
        .addAllLinkLocalAddresses(row.linkLocals())
        .addAllPorts(row.ports().stream().map(PortWords::port).toList())
        .build();
  }

  static Timestamp timestamp(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  private static String etag(Row row) {
    return Etag.of(row.id(), row.sequence());
  }

  private static Subnet subnet(NetworkRow.Subnet subnet) {
    return Subnet.newBuilder()
        .setSubnet(subnet.subnet())
        .setIpRange(subnet.ipRange())
        .setGateway(subnet.gateway())
        .putAllAuxAddresses(subnet.auxAddresses())
        .build();
  }

  private static NetworkState state(NetworkRow.Status status) {
    return switch (status) {
      case REQUESTED -> NetworkState.NETWORK_STATE_REQUESTED;
      case READY -> NetworkState.NETWORK_STATE_READY;
      case REMOVING -> NetworkState.NETWORK_STATE_REMOVING;
    };
  }

  private static SandboxState state(SandboxRow.Status status) {
    return switch (status) {
      case PENDING -> SandboxState.SANDBOX_STATE_PENDING;
      case READY -> SandboxState.SANDBOX_STATE_READY;
      case FAILED -> SandboxState.SANDBOX_STATE_FAILED;
      case REMOVING -> SandboxState.SANDBOX_STATE_REMOVING;
    };
  }

  private static EndpointState state(EndpointRow.Status status) {
    return switch (status) {
      case PENDING -> EndpointState.ENDPOINT_STATE_PENDING;
      case ATTACHED -> EndpointState.ENDPOINT_STATE_ATTACHED;
      case LEAVING -> EndpointState.ENDPOINT_STATE_LEAVING;
      case FAILED -> EndpointState.ENDPOINT_STATE_FAILED;
      case GONE -> EndpointState.ENDPOINT_STATE_GONE;
    };
  }
}
