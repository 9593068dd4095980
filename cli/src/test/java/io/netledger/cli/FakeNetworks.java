package io.netledger.cli;

import com.google.protobuf.Timestamp;
import io.grpc.stub.StreamObserver;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.ConnectResponse;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateNetworkResponse;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.DisconnectResponse;
import io.netledger.proto.network.v1.Effect;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetNetworkResponse;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListEndpointsResponse;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListNetworksResponse;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceImplBase;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.PruneNetworksResponse;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveNetworkResponse;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.RenameNetworkResponse;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import io.netledger.proto.network.v1.UpdateNetworkResponse;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.ArrayList;
import java.util.List;

/** NetworkService in memory: as much of the contract as the commands need, none of the ledger. */
final class FakeNetworks extends NetworkServiceImplBase {

  private final FakeLedger ledger;

  FakeNetworks(FakeLedger ledger) {
    this.ledger = ledger;
    add(Network.newBuilder().setName("bridge").setDriver("bridge").setPredefined(true));
    add(Network.newBuilder().setName("none").setDriver("none").setPredefined(true));
  }

  private Network add(Network.Builder network) {
    Network made =
        network
            .setId(ledger.id(network.getName()))
            .setScope("local")
            .setCreatedAt(Timestamp.newBuilder().setSeconds(1_767_225_600).setNanos(500_000_000))
            .build();
    ledger.networks.add(made);
    return made;
  }

  @Override
  public void createNetwork(
      CreateNetworkRequest request, StreamObserver<CreateNetworkResponse> response) {
    ledger.requests.add(request);
    for (Network network : ledger.networks) {
      if (network.getName().equals(request.getName())) {
        throw network.getPredefined()
            ? new Rejection(Reason.NETWORK_PREDEFINED, request.getName() + " exists already")
            : new Rejection(Reason.NAME_TAKEN, "the name " + request.getName() + " is taken");
      }
    }
    if (!request.getDriver().isEmpty() && !request.getDriver().equals("bridge")) {
      throw new Rejection(Reason.DRIVER_UNKNOWN, "there is no driver " + request.getDriver());
    }
    Network made =
        add(
            Network.newBuilder()
                .setName(request.getName())
                .setDriver("bridge")
                .setInternal(request.getInternal())
                .putAllLabels(request.getLabelsMap())
                .putAllOptions(request.getOptionsMap())
                .addAllSubnets(
                    request.getSubnetsCount() == 0
                        ? List.of(Subnet.newBuilder().setSubnet("172.18.0.0/16").build())
                        : request.getSubnetsList()));
    answer(response, CreateNetworkResponse.newBuilder().setNetwork(made).build());
  }

  @Override
  public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> response) {
    ledger.requests.add(request);
    Network network = ledger.network(request.getNetwork());
    Network whole =
        network.toBuilder().addAllEndpoints(ledger.endpointsOn(network.getId())).build();
    answer(response, GetNetworkResponse.newBuilder().setRevision(41).setNetwork(whole).build());
  }

  /** Two a page, so that clients must turn pages. */
  @Override
  public void listNetworks(
      ListNetworksRequest request, StreamObserver<ListNetworksResponse> response) {
    ledger.requests.add(request);
    int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
    int to = Math.min(from + 2, ledger.networks.size());
    answer(
        response,
        ListNetworksResponse.newBuilder()
            .setRevision(42)
            .addAllNetworks(ledger.networks.subList(from, to))
            .setNextPageToken(to == ledger.networks.size() ? "" : Integer.toString(to))
            .build());
  }

  @Override
  public void removeNetwork(
      RemoveNetworkRequest request, StreamObserver<RemoveNetworkResponse> response) {
    ledger.requests.add(request);
    if (request.getAllowMissing() && ledger.networkIfThere(request.getNetwork()).isEmpty()) {
      answer(response, RemoveNetworkResponse.getDefaultInstance());
      return;
    }
    Network network = ledger.network(request.getNetwork());
    if (network.getPredefined()) {
      throw new Rejection(
          Reason.NETWORK_PREDEFINED,
          network.getName() + " is a pre-defined network and cannot be removed");
    }
    List<Endpoint> endpoints = ledger.endpointsOn(network.getId());
    if (!endpoints.isEmpty() && !request.getDetachEndpoints()) {
      throw new Rejection(
          Reason.NETWORK_IN_USE,
          network.getName() + " has active endpoints: " + endpoints.getFirst().getSandbox());
    }
    ledger.endpoints.removeAll(endpoints);
    ledger.networks.remove(network);
    answer(response, RemoveNetworkResponse.newBuilder().setNetwork(network).build());
  }

  @Override
  public void renameNetwork(
      RenameNetworkRequest request, StreamObserver<RenameNetworkResponse> response) {
    ledger.requests.add(request);
    Network network = ledger.network(request.getNetwork());
    if (ledger.networkIfThere(request.getName()).isPresent()) {
      throw new Rejection(
          Reason.NAME_TAKEN, "network with name " + request.getName() + " already exists");
    }
    answer(response, RenameNetworkResponse.newBuilder().setNetwork(network).build());
  }

  @Override
  public void updateNetwork(
      UpdateNetworkRequest request, StreamObserver<UpdateNetworkResponse> response) {
    ledger.requests.add(request);
    var answer =
        UpdateNetworkResponse.newBuilder().setNetwork(ledger.network(request.getNetwork()));
    request
        .getLabelsMap()
        .forEach((key, value) ->
            answer.addEffects(Effect.newBuilder().setDescription("label " + key + "=" + value)));
    answer(response, answer.build());
  }

  @Override
  public void pruneNetworks(
      PruneNetworksRequest request, StreamObserver<PruneNetworksResponse> response) {
    ledger.requests.add(request);
    List<Network> unused = new ArrayList<>(ledger.networks);
    unused.removeIf(n -> n.getPredefined() || !ledger.endpointsOn(n.getId()).isEmpty());
    if (!request.getValidateOnly()) {
      ledger.networks.removeAll(unused);
    }
    answer(response, PruneNetworksResponse.newBuilder().addAllNetworks(unused).build());
  }

  @Override
  public void connect(ConnectRequest request, StreamObserver<ConnectResponse> response) {
    ledger.requests.add(request);
    Network network = ledger.network(request.getNetwork());
    Sandbox sandbox = ledger.sandbox(request.getSandbox());
    boolean there =
        ledger.endpointsOn(network.getId()).stream()
            .anyMatch(endpoint -> endpoint.getSandboxId().equals(sandbox.getId()));
    if (there) {
      throw new Rejection(Reason.ALREADY_CONNECTED, "they are connected already");
    }
    boolean away = sandbox.getHost().equals("away");
    Endpoint endpoint =
        Endpoint.newBuilder()
            .setId(ledger.id(network.getName() + sandbox.getName()))
            .setNetworkId(network.getId())
            .setNetwork(network.getName())
            .setSandboxId(sandbox.getId())
            .setSandbox(sandbox.getName())
            .setHost(sandbox.getHost())
            .setMacAddress("02:42:c0:a8:00:02")
            .setInterfaceName("eth0")
            .addAddresses(
                (request.getIpv4Address().isEmpty() ? "192.168.0.2" : request.getIpv4Address())
                    + "/16")
            .addGateways("192.168.0.1")
            .addAllAliases(request.getAliasesList())
            .addAllPorts(request.getPublishList())
            .setState(
                away ? EndpointState.ENDPOINT_STATE_PENDING : EndpointState.ENDPOINT_STATE_ATTACHED)
            .build();
    ledger.endpoints.add(endpoint);
    answer(response, ConnectResponse.newBuilder().setEndpoint(endpoint).build());
  }

  @Override
  public void disconnect(DisconnectRequest request, StreamObserver<DisconnectResponse> response) {
    ledger.requests.add(request);
    Network network = ledger.network(request.getNetwork());
    Sandbox sandbox = ledger.sandbox(request.getSandbox());
    Endpoint endpoint =
        ledger.endpointsOn(network.getId()).stream()
            .filter(there -> there.getSandboxId().equals(sandbox.getId()))
            .findFirst()
            .orElseThrow(() -> new Rejection(Reason.NOT_CONNECTED, "it is not"));
    ledger.endpoints.remove(endpoint);
    answer(response, DisconnectResponse.newBuilder().setEndpoint(endpoint).build());
  }

  @Override
  public void listEndpoints(
      ListEndpointsRequest request, StreamObserver<ListEndpointsResponse> response) {
    answer(response, ListEndpointsResponse.newBuilder().addAllEndpoints(ledger.endpoints).build());
  }

  static <T> void answer(StreamObserver<T> response, T message) {
    response.onNext(message);
    response.onCompleted();
  }
}
