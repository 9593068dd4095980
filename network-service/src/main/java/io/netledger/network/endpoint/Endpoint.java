package io.netledger.network.endpoint;

import io.netledger.network.failure.Failure;
import java.util.Optional;

/** Where an endpoint stands. It is in its host's plan while Addressed or Attached. */
public sealed interface Endpoint {

  record Absent() implements Endpoint {}

  /** Waits for ipam-service. */
  record Requested(EndpointRequest request) implements Endpoint {}

  /** Waits for its host. */
  record Addressed(EndpointRequest request, Addressing addressing) implements Endpoint {}

  /** Packets can flow. */
  record Attached(EndpointRequest request, Addressing addressing, long planRevision)
      implements Endpoint {}

  /** Was refused; its addresses are on the way back. */
  record Failed(EndpointRequest request, Optional<Addressing> addressing, Failure failure)
      implements Endpoint {}

  /** Waits until its host has taken it off. */
  record Leaving(EndpointRequest request, Optional<Addressing> addressing) implements Endpoint {}

  /** Is off its host; its addresses are on the way back. */
  record Detached(EndpointRequest request, Optional<Addressing> addressing) implements Endpoint {}

  /**
   * Is no more; what it was is still answered.
   *
   * @param failure why it never was attached, if so
   */
  record Removed(
      EndpointRequest request, Optional<Addressing> addressing, Optional<Failure> failure)
      implements Endpoint {}
}
