package io.netledger.network.endpoint;

import io.netledger.network.endpoint.Endpoint.Absent;
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
import io.netledger.network.failure.Failure;
import java.util.Optional;

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
              addressing(endpoint).orElseThrow(() -> impossible(endpoint)),
              revision);
      case EndpointFailed(var failure) ->
          new Failed(request(endpoint), addressing(endpoint), failure);
      case EndpointLeaving _ -> new Leaving(request(endpoint), addressing(endpoint));
      case EndpointDetached _ -> new Detached(request(endpoint), addressing(endpoint));
      case EndpointRemoved _ ->
          new Removed(request(endpoint), addressing(endpoint), failure(endpoint));
    };
  }

  private static EndpointRequest request(Endpoint endpoint) {
    return switch (endpoint) {
      case Requested(var request) -> request;
      case Addressed(var request, _) -> request;
      case Attached(var request, _, _) -> request;
      case Failed(var request, _, _) -> request;
      case Leaving(var request, _) -> request;
      case Detached(var request, _) -> request;
      case Removed(var request, _, _) -> request;
      case Absent _ -> throw impossible(endpoint);
    };
  }

  private static Optional<Addressing> addressing(Endpoint endpoint) {
    return switch (endpoint) {
      case Addressed(_, var addressing) -> Optional.of(addressing);
      case Attached(_, var addressing, _) -> Optional.of(addressing);
      case Failed(_, var addressing, _) -> addressing;
      case Leaving(_, var addressing) -> addressing;
      case Detached(_, var addressing) -> addressing;
      case Removed(_, var addressing, _) -> addressing;
      case Absent _, Requested _ -> Optional.empty();
    };
  }

  private static Optional<Failure> failure(Endpoint endpoint) {
    return switch (endpoint) {
      case Failed(_, _, var failure) -> Optional.of(failure);
      case Removed(_, _, var failure) -> failure;
      case Absent _, Requested _, Addressed _, Attached _, Leaving _, Detached _ ->
          Optional.empty();
    };
  }

  private static IllegalStateException impossible(Endpoint endpoint) {
    return new IllegalStateException("impossible history of an endpoint that is " + endpoint);
  }
}
