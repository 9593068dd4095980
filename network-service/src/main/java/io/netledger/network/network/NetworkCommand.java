package io.netledger.network.network;

import io.netledger.address.Mac;
import io.netledger.network.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A wish about one network. */
public sealed interface NetworkCommand {

  record RequestNetwork(NetworkSettings settings) implements NetworkCommand {}

  /** ipam-service has opened the pools that were wanted, in their order. */
  record ConfirmPools(List<NetworkPool> pools) implements NetworkCommand {}

  /** ipam-service has refused a pool. */
  record FailNetwork(Failure failure) implements NetworkCommand {}

  /**
   * An endpoint shall be on the network.
   *
   * @param mac the MAC address that the endpoint asks for
   */
  record AddEndpoint(String endpointId, String sandboxId, Optional<Mac> mac)
      implements NetworkCommand {}

  record DropEndpoint(String endpointId) implements NetworkCommand {}

  /**
   * The network shall go.
   *
   * @param detach its endpoints are leaving: remove it when they are off
   * @param sandboxNames names of the sandboxes on it, by id, for a refusal
   */
  record RemoveNetwork(boolean detach, Map<String, String> sandboxNames)
      implements NetworkCommand {}

  /** ipam-service has closed the pools. */
  record ConfirmRemoved() implements NetworkCommand {}
}
