package io.netledger.network.network;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import io.netledger.network.failure.Failure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has happened to a network. Stored forever, each as the message of its name. */
public sealed interface NetworkEvent {

  record NetworkRequested(NetworkSettings settings) implements NetworkEvent {}

  record NetworkCreated(List<NetworkPool> pools) implements NetworkEvent {

    public NetworkCreated {
      pools = List.copyOf(pools);
    }
  }

  record NetworkFailed(Failure failure) implements NetworkEvent {}

  /** Something is otherwise with a network that is there. */
  sealed interface Change extends NetworkEvent {}

  record NetworkRenamed(String name, String formerName) implements Change {}

  /**
   * Labels are other ones.
   *
   * @param set new ones, and those with another value
   * @param removed their keys
   */
  record NetworkRelabeled(Map<String, String> set, List<String> removed) implements Change {

    public NetworkRelabeled {
      set = Map.copyOf(set);
      removed = List.copyOf(removed);
    }
  }

  /**
   * The driver's options are these.
   *
   * @param bridge all of them, also those that are as before
   */
  record NetworkReconfigured(DriverOptions.Bridge bridge) implements Change {}

  /** Another subnet was asked for. */
  record SubnetRequested(RequestedSubnet subnet) implements Change {}

  /** A larger part of a subnet to choose from was asked for. */
  record RangeRequested(String poolId, Cidr range) implements Change {}

  record NetworkPoolAdded(NetworkPool pool) implements Change {}

  record NetworkPoolWidened(String poolId, Cidr range) implements Change {}

  /** The earliest of what is coming is not to be had. */
  record NetworkPoolRefused(Failure failure) implements Change {}

  /** Another network is made from this configuration network. */
  record ConfigLent(String networkId) implements Change {}

  /** That network has failed or is removed. */
  record ConfigReturned(String networkId) implements Change {}

  record EndpointAdded(String endpointId, String sandboxId, Optional<Mac> mac)
      implements NetworkEvent {}

  record EndpointDropped(String endpointId) implements NetworkEvent {}

  record NetworkRemoving() implements NetworkEvent {}

  record NetworkRemoved() implements NetworkEvent {}
}
