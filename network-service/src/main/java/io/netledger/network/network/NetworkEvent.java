package io.netledger.network.network;

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

  record NetworkRenamed(String name, String formerName) implements NetworkEvent {}

  /**
   * Labels are other ones.
   *
   * @param set new ones, and those with another value
   * @param removed their keys
   */
  record NetworkRelabeled(Map<String, String> set, List<String> removed) implements NetworkEvent {

    public NetworkRelabeled {
      set = Map.copyOf(set);
      removed = List.copyOf(removed);
    }
  }

  record EndpointAdded(String endpointId, String sandboxId, Optional<Mac> mac)
      implements NetworkEvent {}

  record EndpointDropped(String endpointId) implements NetworkEvent {}

  record NetworkRemoving() implements NetworkEvent {}

  record NetworkRemoved() implements NetworkEvent {}
}
