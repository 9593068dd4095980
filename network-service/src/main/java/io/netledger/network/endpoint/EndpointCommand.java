package io.netledger.network.endpoint;

import io.netledger.network.failure.Failure;

/** A wish about one endpoint. */
public sealed interface EndpointCommand {

  record RequestEndpoint(EndpointRequest request) implements EndpointCommand {}

  /** ipam-service has given the addresses. */
  record SettleAddresses(Addressing addressing) implements EndpointCommand {}

  /**
   * The host has it in its kernel.
   *
   * @param planRevision revision of the host's plan that brought it about
   */
  record ConfirmAttached(long planRevision) implements EndpointCommand {}

  /** ipam-service or the host has refused it; nothing of it is on the host. */
  record FailEndpoint(Failure failure) implements EndpointCommand {}

  /**
   * The sandbox shall leave the network.
   *
   * @param force do not wait for the host
   */
  record LeaveEndpoint(boolean force) implements EndpointCommand {}

  /** The host has nothing of it any more. */
  record ConfirmDetached() implements EndpointCommand {}

  /** ipam-service has its addresses back. */
  record ConfirmReleased() implements EndpointCommand {}
}
