package io.netledger.network.endpoint;

import io.netledger.network.failure.Failure;

/** What has happened to an endpoint. Stored forever, each as the message of its name. */
public sealed interface EndpointEvent {

  record EndpointRequested(EndpointRequest request) implements EndpointEvent {}

  /** From here on it is in its host's plan. */
  record EndpointAddressed(Addressing addressing) implements EndpointEvent {}

  record EndpointAttached(long planRevision) implements EndpointEvent {}

  /** From here on it is not in its host's plan. */
  record EndpointFailed(Failure failure) implements EndpointEvent {}

  /** From here on it is not in its host's plan. */
  record EndpointLeaving() implements EndpointEvent {}

  /**
   * Its interface is gone.
   *
   * @param forced nobody asked the host
   */
  record EndpointDetached(boolean forced) implements EndpointEvent {}

  record EndpointRemoved() implements EndpointEvent {}
}
