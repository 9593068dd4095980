package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.network.ipam.IpamClient;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.ConnectResponse;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateNetworkResponse;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.DisconnectResponse;
import io.netledger.proto.network.v1.GetEndpointRequest;
import io.netledger.proto.network.v1.GetEndpointResponse;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetNetworkResponse;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListEndpointsResponse;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListNetworksResponse;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceImplBase;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.PruneNetworksResponse;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveNetworkResponse;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.proto.network.v1.RenameNetworkResponse;
import io.netledger.proto.network.v1.UpdateNetworkRequest;
import io.netledger.proto.network.v1.UpdateNetworkResponse;

/** NetworkService on the wire. */
public final class NetworkRpc extends NetworkServiceImplBase {

  private final NetworkWrites networks;
  private final NetworkUpdates updates;
  private final PruneNetworks prune;
  private final EndpointWrites endpoints;
  private final NoneWrites none;
  private final Reads reads;

  public NetworkRpc(Writing writing, IpamClient ipam, Reads reads) {
    this.networks = new NetworkWrites(writing, ipam);
    this.updates = new NetworkUpdates(writing, ipam);
    this.prune = new PruneNetworks(writing, reads);
    this.endpoints = new EndpointWrites(writing, ipam);
    this.none = new NoneWrites(writing);
    this.reads = reads;
  }

  @Override
  public void createNetwork(
      CreateNetworkRequest request, StreamObserver<CreateNetworkResponse> response) {
    answer(response, networks.create(request));
  }

  @Override
  public void getNetwork(GetNetworkRequest request, StreamObserver<GetNetworkResponse> response) {
    answer(response, reads.getNetwork(request));
  }

  @Override
  public void listNetworks(
      ListNetworksRequest request, StreamObserver<ListNetworksResponse> response) {
    answer(response, reads.listNetworks(request));
  }

  @Override
  public void removeNetwork(
      RemoveNetworkRequest request, StreamObserver<RemoveNetworkResponse> response) {
    answer(response, networks.remove(request));
  }

  @Override
  public void renameNetwork(
      RenameNetworkRequest request, StreamObserver<RenameNetworkResponse> response) {
    answer(response, updates.rename(request));
  }

  @Override
  public void updateNetwork(
      UpdateNetworkRequest request, StreamObserver<UpdateNetworkResponse> response) {
    answer(response, updates.update(request));
  }

  @Override
  public void pruneNetworks(
      PruneNetworksRequest request, StreamObserver<PruneNetworksResponse> response) {
    answer(response, prune.prune(request));
  }

  @Override
  public void connect(ConnectRequest request, StreamObserver<ConnectResponse> response) {
    boolean isNone = none.isMeant(request.getNetwork());
    answer(response, isNone ? none.connect(request) : endpoints.connect(request));
  }

  @Override
  public void disconnect(DisconnectRequest request, StreamObserver<DisconnectResponse> response) {
    boolean isNone = none.isMeant(request.getNetwork());
    answer(response, isNone ? none.disconnect(request) : endpoints.disconnect(request));
  }

  @Override
  public void getEndpoint(
      GetEndpointRequest request, StreamObserver<GetEndpointResponse> response) {
    answer(response, reads.getEndpoint(request));
  }

  @Override
  public void listEndpoints(
      ListEndpointsRequest request, StreamObserver<ListEndpointsResponse> response) {
    answer(response, reads.listEndpoints(request));
  }

  private static <A> void answer(StreamObserver<A> response, A answer) {
    response.onNext(answer);
    response.onCompleted();
  }
}
