package io.netledger.network.network;

import io.netledger.network.network.Network.Absent;
import io.netledger.network.network.Network.Failed;
import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.Network.Removed;
import io.netledger.network.network.Network.Removing;
import io.netledger.network.network.Network.Requested;
import io.netledger.network.network.NetworkEvent.EndpointAdded;
import io.netledger.network.network.NetworkEvent.EndpointDropped;
import io.netledger.network.network.NetworkEvent.NetworkCreated;
import io.netledger.network.network.NetworkEvent.NetworkFailed;
import io.netledger.network.network.NetworkEvent.NetworkRelabeled;
import io.netledger.network.network.NetworkEvent.NetworkRemoved;
import io.netledger.network.network.NetworkEvent.NetworkRemoving;
import io.netledger.network.network.NetworkEvent.NetworkRenamed;
import io.netledger.network.network.NetworkEvent.NetworkRequested;
import java.util.List;
import java.util.Optional;

/** What each event makes of a network. */
final class NetworkEvolution {

  private NetworkEvolution() {}

  static Network evolve(Network network, NetworkEvent event) {
    return switch (event) {
      case NetworkRequested(var settings) -> new Requested(settings);
      case NetworkCreated(var pools) -> new Ready(settings(network), pools, Members.NONE);
      case NetworkFailed(var failure) -> new Failed(settings(network), failure);
      case NetworkRenamed(var name, _) -> with(network, settings(network).named(name));
      case NetworkRelabeled relabeled ->
          with(
              network,
              settings(network)
                  .labeled(NetworkChanges.labels(settings(network).labels(), relabeled)));
      case EndpointAdded(var endpoint, var sandbox, var mac) ->
          with(network, network.endpoints().with(endpoint, sandbox, mac));
      case EndpointDropped(var endpoint) -> with(network, network.endpoints().without(endpoint));
      case NetworkRemoving _ ->
          new Removing(settings(network), network.subnets(), network.endpoints());
      case NetworkRemoved _ -> removed(network);
    };
  }

  private static Network with(Network network, NetworkSettings settings) {
    return switch (network) {
      case Ready(_, var pools, var members) -> new Ready(settings, pools, members);
      case Absent _, Requested _, Failed _, Removing _, Removed _ -> throw impossible(network);
    };
  }

  private static Network with(Network network, Members members) {
    return switch (network) {
      case Ready(var settings, var pools, _) -> new Ready(settings, pools, members);
      case Removing(var settings, var pools, _) -> new Removing(settings, pools, members);
      case Absent _, Requested _, Failed _, Removed _ -> throw impossible(network);
    };
  }

  private static Network removed(Network network) {
    return switch (network) {
      case Failed(var settings, var failure) ->
          new Removed(settings, List.of(), Optional.of(failure));
      case Removing(var settings, var pools, _) -> new Removed(settings, pools, Optional.empty());
      case Absent _, Requested _, Ready _, Removed _ -> throw impossible(network);
    };
  }

  private static NetworkSettings settings(Network network) {
    return network.asked().orElseThrow(() -> impossible(network));
  }

  private static IllegalStateException impossible(Network network) {
    return new IllegalStateException("impossible history of a network that is " + network);
  }
}
