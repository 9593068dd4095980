package io.netledger.network.network;

import io.netledger.address.Cidr;
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

  /** A network that is there shall be another one. */
  sealed interface Change extends NetworkCommand {}

  /** What ipam-service says to a change of pools. */
  sealed interface PoolAnswer extends NetworkCommand {}

  record RenameNetwork(String name) implements Change {}

  /**
   * The network shall have other labels.
   *
   * @param set labels to have
   * @param removed keys of labels to have no more
   */
  record RelabelNetwork(Map<String, String> set, Set<String> removed) implements Change {

    public RelabelNetwork {
      set = Map.copyOf(set);
      removed = Set.copyOf(removed);
    }
  }

  /** The network's driver shall have these options, all that can be given. */
  record ReconfigureNetwork(DriverOptions driver) implements Change {}

  /** The network shall have one more subnet, which is named. */
  record RequestSubnet(RequestedSubnet subnet) implements Change {}

  /** Addresses of one of its subnets shall be chosen from a larger part. */
  record RequestRange(Cidr subnet, Cidr range) implements Change {}

  /** ipam-service has opened one more pool. */
  record ConfirmAddedPool(NetworkPool pool) implements PoolAnswer {}

  /** ipam-service has widened a pool. */
  record ConfirmWidenedPool(String poolId, Cidr range) implements PoolAnswer {}

  /** ipam-service has refused what was coming. */
  record FailPoolChange(PoolChange change, Failure failure) implements PoolAnswer {}

  /** Another network is made from this one. */
  record LendConfig(String networkId) implements NetworkCommand {}

  /** That network is no more. */
  record ReturnConfig(String networkId) implements NetworkCommand {}

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
