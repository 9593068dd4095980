package io.netledger.network.network;

import io.netledger.address.Mac;
import io.netledger.network.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A wish about one network. */
public sealed interface NetworkCommand {

  record RequestNetwork(NetworkSettings settings) implements NetworkCommand {}

  /** ipam-service has opened the pools that were wanted, in their order. */
  record ConfirmPools(List<NetworkPool> pools) implements NetworkCommand {}

  /** ipam-service has refused a pool. */
  record FailNetwork(Failure failure) implements NetworkCommand {}

  record RenameNetwork(String name) implements NetworkCommand {}

  /**
   * The network shall have other labels.
   *
   * @param set labels to have
   * @param removed keys of labels to have no more
   */
  record RelabelNetwork(Map<String, String> set, Set<String> removed) implements NetworkCommand {

    public RelabelNetwork {
      set = Map.copyOf(set);
      removed = Set.copyOf(removed);
    }
  }

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
