package io.netledger.network.endpoint;

import io.netledger.network.endpoint.Endpoint.Addressed;
import io.netledger.network.endpoint.Endpoint.Attached;
import io.netledger.network.endpoint.Endpoint.Detached;
import io.netledger.network.endpoint.Endpoint.Failed;
import io.netledger.network.endpoint.Endpoint.Leaving;
import io.netledger.network.endpoint.Endpoint.Removed;
import io.netledger.network.endpoint.Endpoint.Requested;
import io.netledger.network.endpoint.EndpointEvent.EndpointAddressed;
import io.netledger.network.endpoint.EndpointEvent.EndpointAttached;
import io.netledger.network.endpoint.EndpointEvent.EndpointDetached;
import io.netledger.network.endpoint.EndpointEvent.EndpointFailed;
import io.netledger.network.endpoint.EndpointEvent.EndpointLeaving;
import io.netledger.network.endpoint.EndpointEvent.EndpointRemoved;
import io.netledger.network.endpoint.EndpointEvent.EndpointRequested;

/** What each event makes of an endpoint. */
final class EndpointEvolution {

  private EndpointEvolution() {}

  static Endpoint evolve(Endpoint endpoint, EndpointEvent event) {
    return switch (event) {
      case EndpointRequested(var request) -> new Requested(request);
      case EndpointAddressed(var addressing) -> new Addressed(request(endpoint), addressing);
      case EndpointAttached(var revision) ->
          new Attached(
              request(endpoint),
              endpoint.addresses().orElseThrow(() -> impossible(endpoint)),
              revision);
      case EndpointFailed(var failure) ->
          new Failed(request(endpoint), endpoint.addresses(), failure);
      case EndpointLeaving _ -> new Leaving(request(endpoint), endpoint.addresses());
      case EndpointDetached _ -> new Detached(request(endpoint), endpoint.addresses());
      case EndpointRemoved _ ->
          new Removed(request(endpoint), endpoint.addresses(), endpoint.refusal());
    };
  }

  private static EndpointRequest request(Endpoint endpoint) {
    return endpoint.asked().orElseThrow(() -> impossible(endpoint));
  }

  private static IllegalStateException impossible(Endpoint endpoint) {
    return new IllegalStateException("impossible history of an endpoint that is " + endpoint);
  }
}
