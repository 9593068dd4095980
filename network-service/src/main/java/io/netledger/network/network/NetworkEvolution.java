package io.netledger.network.network;

import io.netledger.network.network.Network.Absent;
import io.netledger.network.network.Network.ConfigOnly;
import io.netledger.network.network.Network.Failed;
import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.Network.Removed;
import io.netledger.network.network.Network.Removing;
import io.netledger.network.network.Network.Requested;
import io.netledger.network.network.NetworkEvent.EndpointAdded;
import io.netledger.network.network.NetworkEvent.EndpointDropped;
import io.netledger.network.network.NetworkEvent.NetworkCreated;
import io.netledger.network.network.NetworkEvent.NetworkFailed;
import io.netledger.network.network.NetworkEvent.NetworkReconfigured;
import io.netledger.network.network.NetworkEvent.NetworkRelabeled;
import io.netledger.network.network.NetworkEvent.NetworkRemoved;
import io.netledger.network.network.NetworkEvent.NetworkRemoving;
import io.netledger.network.network.NetworkEvent.NetworkRenamed;
import io.netledger.network.network.NetworkEvent.NetworkRequested;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What each event makes of a network. */
final class NetworkEvolution {

  private NetworkEvolution() {}

  static Network evolve(Network network, NetworkEvent event) {
    return switch (event) {
      case NetworkRequested(var settings) -> new Requested(settings);
      case NetworkCreated(var pools) -> created(settings(network), pools);
      case NetworkFailed(var failure) -> new Failed(settings(network), failure);
      case NetworkEvent.Change change -> evolve(network, change);
      case EndpointAdded(var endpoint, var sandbox, var mac) ->
          with(network, network.endpoints().with(endpoint, sandbox, mac));
      case EndpointDropped(var endpoint) -> with(network, network.endpoints().without(endpoint));
      case NetworkRemoving _ ->
          new Removing(settings(network), network.subnets(), network.endpoints());
      case NetworkRemoved _ -> removed(network);
    };
  }

  private static Network evolve(Network network, NetworkEvent.Change event) {
    return switch (event) {
      case NetworkRenamed(var name, _) -> with(network, settings(network).named(name));
      case NetworkRelabeled relabeled ->
          with(
              network,
              settings(network)
                  .labeled(NetworkChanges.labels(settings(network).labels(), relabeled)));
      case NetworkReconfigured(var bridge) -> with(network, settings(network).driven(bridge));
      case NetworkEvent.SubnetRequested(var subnet) ->
          PoolChanges.requested(ready(network), new PoolChange.Add(subnet));
      case NetworkEvent.RangeRequested(var pool, var range) ->
          PoolChanges.requested(ready(network), new PoolChange.Widen(pool, range));
      case NetworkEvent.NetworkPoolAdded(var pool) -> PoolChanges.settled(ready(network), pool);
      case NetworkEvent.NetworkPoolWidened(var pool, var range) ->
          PoolChanges.settled(ready(network), pool, range);
      case NetworkEvent.NetworkPoolRefused _ ->
          PoolChanges.settled(ready(network), network.subnets());
      case NetworkEvent.ConfigLent(var borrower) -> ConfigNetworks.lent(config(network), borrower);
      case NetworkEvent.ConfigReturned(var borrower) ->
          ConfigNetworks.returned(config(network), borrower);
    };
  }

  private static Network with(Network network, NetworkSettings settings) {
    return switch (network) {
      case Ready(_, var pools, var members, var coming) ->
          new Ready(settings, pools, members, coming);
      case ConfigOnly(_, var borrowers) -> new ConfigOnly(settings, borrowers);
      case Absent _, Requested _, Failed _, Removing _, Removed _ -> throw impossible(network);
    };
  }

  private static Network created(NetworkSettings settings, List<NetworkPool> pools) {
    return settings.isConfigOnly()
        ? new ConfigOnly(settings, Set.of())
        : new Ready(settings, pools, Members.NONE);
  }

  private static ConfigOnly config(Network network) {
    return switch (network) {
      case ConfigOnly config -> config;
      case Absent _, Requested _, Ready _, Failed _, Removing _, Removed _ ->
          throw impossible(network);
    };
  }

  private static Ready ready(Network network) {
    return switch (network) {
      case Ready ready -> ready;
      case Absent _, Requested _, ConfigOnly _, Failed _, Removing _, Removed _ ->
          throw impossible(network);
    };
  }

  private static Network with(Network network, Members members) {
    return switch (network) {
      case Ready(var settings, var pools, _, var coming) ->
          new Ready(settings, pools, members, coming);
      case Removing(var settings, var pools, _) -> new Removing(settings, pools, members);
      case Absent _, Requested _, ConfigOnly _, Failed _, Removed _ -> throw impossible(network);
    };
  }

  private static Network removed(Network network) {
    return switch (network) {
      case Failed(var settings, var failure) ->
          new Removed(settings, List.of(), Optional.of(failure));
      case Removing(var settings, var pools, _) -> new Removed(settings, pools, Optional.empty());
      case Absent _, Requested _, Ready _, ConfigOnly _, Removed _ -> throw impossible(network);
    };
  }

  private static NetworkSettings settings(Network network) {
    return network.asked().orElseThrow(() -> impossible(network));
  }

  private static IllegalStateException impossible(Network network) {
    return new IllegalStateException("impossible history of a network that is " + network);
  }
}
