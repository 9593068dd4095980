package io.netledger.network.rpc;

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

/**
 * The reading half of NetworkService and SandboxService. Each method answers as the call of its
 * name and throws a Rejection where that call is refused.
 */
public interface Reads {

  GetNetworkResponse getNetwork(GetNetworkRequest request);

  ListNetworksResponse listNetworks(ListNetworksRequest request);

  GetEndpointResponse getEndpoint(GetEndpointRequest request);

  ListEndpointsResponse listEndpoints(ListEndpointsRequest request);

  GetSandboxResponse getSandbox(GetSandboxRequest request);

  ListSandboxesResponse listSandboxes(ListSandboxesRequest request);
}
