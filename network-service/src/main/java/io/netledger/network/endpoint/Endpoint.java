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

  /** What it was asked to be; empty while absent. */
  default Optional<EndpointRequest> asked() {
    return switch (this) {
      case Requested(var request) -> Optional.of(request);
      case Addressed(var request, _) -> Optional.of(request);
      case Attached(var request, _, _) -> Optional.of(request);
      case Failed(var request, _, _) -> Optional.of(request);
      case Leaving(var request, _) -> Optional.of(request);
      case Detached(var request, _) -> Optional.of(request);
      case Removed(var request, _, _) -> Optional.of(request);
      case Absent _ -> Optional.empty();
    };
  }

  /** The addresses that it has or, once off, had. */
  default Optional<Addressing> addresses() {
    return switch (this) {
      case Addressed(_, var addressing) -> Optional.of(addressing);
      case Attached(_, var addressing, _) -> Optional.of(addressing);
      case Failed(_, var addressing, _) -> addressing;
      case Leaving(_, var addressing) -> addressing;
      case Detached(_, var addressing) -> addressing;
      case Removed(_, var addressing, _) -> addressing;
      case Absent _, Requested _ -> Optional.empty();
    };
  }

  /** Why it failed, if so. */
  default Optional<Failure> refusal() {
    return switch (this) {
      case Failed(_, _, var failure) -> Optional.of(failure);
      case Removed(_, _, var failure) -> failure;
      case Absent _, Requested _, Addressed _, Attached _, Leaving _, Detached _ ->
          Optional.empty();
    };
  }
}
