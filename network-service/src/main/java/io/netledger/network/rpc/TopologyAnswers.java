package io.netledger.network.rpc;

import io.netledger.eventstore.rpc.Moments;
import io.netledger.network.query.Answer;
import io.netledger.network.query.Connected;
import io.netledger.network.query.EndpointQueries;
import io.netledger.network.query.Listed;
import io.netledger.network.query.NetworkQueries;
import io.netledger.network.query.PageRequest;
import io.netledger.network.query.SandboxQueries;
import io.netledger.network.query.TopologyReads;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.SandboxRow;
import io.netledger.proto.network.v1.GetEndpointRequest;
import io.netledger.proto.network.v1.GetEndpointResponse;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.GetNetworkResponse;
import io.netledger.proto.network.v1.GetSandboxRequest;
import io.netledger.proto.network.v1.GetSandboxResponse;
import io.netledger.proto.network.v1.ListEndpointsRequest;
import io.netledger.proto.network.v1.ListEndpointsResponse;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.ListNetworksResponse;
import io.netledger.proto.network.v1.ListSandboxesRequest;
import io.netledger.proto.network.v1.ListSandboxesResponse;

/** The reading calls, answered from the view. */
public final class TopologyAnswers implements Reads {

  private final NetworkQueries networks;
  private final SandboxQueries sandboxes;
  private final EndpointQueries endpoints;
  private final Moments moments;

  public TopologyAnswers(TopologyReads reads, Moments moments) {
    this.moments = moments;
    networks = new NetworkQueries(reads);
    sandboxes = new SandboxQueries(reads);
    endpoints = new EndpointQueries(reads);
  }

  @Override
  public GetNetworkResponse getNetwork(GetNetworkRequest request) {
    Answer<Connected<NetworkRow>> answer =
        networks.get(request.getNetwork(), moments.revision(request.hasAsOf(), request.getAsOf()));
    return GetNetworkResponse.newBuilder()
        .setRevision(answer.revision())
        .setNetwork(
            RowWords.network(answer.value().row()).toBuilder()
                .addAllEndpoints(
                    answer.value().endpoints().stream().map(RowWords::endpoint).toList()))
        .build();
  }

  @Override
  public ListNetworksResponse listNetworks(ListNetworksRequest request) {
    Listed<NetworkRow> page =
        networks.list(
            new PageRequest(
                request.getFilterList(),
                request.getPageSize(),
                request.getPageToken(),
                moments.revision(request.hasAsOf(), request.getAsOf())));
    return ListNetworksResponse.newBuilder()
        .setRevision(page.revision())
        .addAllNetworks(page.rows().stream().map(RowWords::network).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }

  @Override
  public GetEndpointResponse getEndpoint(GetEndpointRequest request) {
    Answer<EndpointRow> answer =
        endpoints.get(
            request.getEndpoint(), moments.revision(request.hasAsOf(), request.getAsOf()));
    return GetEndpointResponse.newBuilder()
        .setRevision(answer.revision())
        .setEndpoint(RowWords.endpoint(answer.value()))
        .build();
  }

  @Override
  public ListEndpointsResponse listEndpoints(ListEndpointsRequest request) {
    Listed<EndpointRow> page =
        endpoints.list(
            new PageRequest(
                request.getFilterList(),
                request.getPageSize(),
                request.getPageToken(),
                moments.revision(request.hasAsOf(), request.getAsOf())));
    return ListEndpointsResponse.newBuilder()
        .setRevision(page.revision())
        .addAllEndpoints(page.rows().stream().map(RowWords::endpoint).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }

  @Override
  public GetSandboxResponse getSandbox(GetSandboxRequest request) {
    Answer<Connected<SandboxRow>> answer =
        sandboxes.get(request.getSandbox(), moments.revision(request.hasAsOf(), request.getAsOf()));
    return GetSandboxResponse.newBuilder()
        .setRevision(answer.revision())
        .setSandbox(
            RowWords.sandbox(answer.value().row()).toBuilder()
                .addAllEndpoints(
                    answer.value().endpoints().stream().map(RowWords::endpoint).toList()))
        .build();
  }

  @Override
  public ListSandboxesResponse listSandboxes(ListSandboxesRequest request) {
    Listed<SandboxRow> page =
        sandboxes.list(
            new PageRequest(
                request.getFilterList(),
                request.getPageSize(),
                request.getPageToken(),
                moments.revision(request.hasAsOf(), request.getAsOf())));
    return ListSandboxesResponse.newBuilder()
        .setRevision(page.revision())
        .addAllSandboxes(page.rows().stream().map(RowWords::sandbox).toList())
        .setNextPageToken(page.nextToken())
        .build();
  }
}
