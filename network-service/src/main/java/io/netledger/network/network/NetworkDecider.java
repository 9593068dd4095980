package io.netledger.network.network;

import static java.util.stream.Collectors.joining;

import io.netledger.address.Mac;
import io.netledger.eventstore.Decider;
import io.netledger.network.network.Network.Absent;
import io.netledger.network.network.Network.ConfigOnly;
import io.netledger.network.network.Network.Failed;
import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.Network.Removed;
import io.netledger.network.network.Network.Removing;
import io.netledger.network.network.Network.Requested;
import io.netledger.network.network.NetworkCommand.AddEndpoint;
import io.netledger.network.network.NetworkCommand.Change;
import io.netledger.network.network.NetworkCommand.ConfirmPools;
import io.netledger.network.network.NetworkCommand.ConfirmRemoved;
import io.netledger.network.network.NetworkCommand.DropEndpoint;
import io.netledger.network.network.NetworkCommand.FailNetwork;
import io.netledger.network.network.NetworkCommand.LendConfig;
import io.netledger.network.network.NetworkCommand.PoolAnswer;
import io.netledger.network.network.NetworkCommand.RemoveNetwork;
import io.netledger.network.network.NetworkCommand.RequestNetwork;
import io.netledger.network.network.NetworkCommand.ReturnConfig;
import io.netledger.network.network.NetworkEvent.EndpointAdded;
import io.netledger.network.network.NetworkEvent.EndpointDropped;
import io.netledger.network.network.NetworkEvent.NetworkCreated;
import io.netledger.network.network.NetworkEvent.NetworkFailed;
import io.netledger.network.network.NetworkEvent.NetworkRemoved;
import io.netledger.network.network.NetworkEvent.NetworkRemoving;
import io.netledger.network.network.NetworkEvent.NetworkRequested;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of a network: it is used only between its creation and its removal. */
public final class NetworkDecider implements Decider<Network, NetworkCommand, NetworkEvent> {

  /** Names that users cannot give; Docker keeps "default" for the predefined bridge. */
  private static final Set<String> PREDEFINED = Set.of("bridge", "host", "none", "default");

  private static final int SHOWN = 10;

  @Override
  public Network initial() {
    return new Absent();
  }

  @Override
  public List<NetworkEvent> decide(Network network, NetworkCommand command) {
    return switch (network) {
      case Absent _ -> decideAbsent(command);
      case Requested requested -> decide(requested, command);
      case Ready ready -> decide(ready, command);
      case ConfigOnly config -> ConfigNetworks.decide(config, command);
      case Failed failed -> decide(failed, command);
      case Removing removing -> decide(removing, command);
      case Removed removed -> decide(removed, command);
    };
  }

  private static List<NetworkEvent> decideAbsent(NetworkCommand command) {
    return switch (command) {
      case RequestNetwork(var settings) -> List.of(new NetworkRequested(allowed(settings)));
      case ReturnConfig _ -> List.of();
      case ConfirmPools _,
          FailNetwork _,
          Change _,
          PoolAnswer _,
          LendConfig _,
          AddEndpoint _,
          DropEndpoint _,
          RemoveNetwork _,
          ConfirmRemoved _ ->
          throw new Rejection(Reason.NETWORK_NOT_FOUND, "no such network");
    };
  }

  private static NetworkSettings allowed(NetworkSettings settings) {
    if (settings.predefined()) {
      return settings;
    }
    refusePredefined(settings.name());
    return switch (settings.driver()) {
      case DriverOptions.Bridge _,
          DriverOptions.Overlay _,
          DriverOptions.Macvlan _,
          DriverOptions.Ipvlan _,
          DriverOptions.Unsettled _ ->
          settings;
      case DriverOptions.Host _, DriverOptions.None _ ->
          throw new Rejection(
              Reason.NETWORK_PREDEFINED,
              "only one instance of \"%s\" network is allowed"
                  .formatted(settings.driver().driver()));
    };
  }

  /** A name that only a predefined network has. */
  static void refusePredefined(String name) {
    if (PREDEFINED.contains(name)) {
      throw new Rejection(
          Reason.NETWORK_PREDEFINED,
          "operation is not permitted on predefined " + name + " network");
    }
  }

  private static List<NetworkEvent> decide(Requested network, NetworkCommand command) {
    return switch (command) {
      case RequestNetwork(var settings) -> same(settings, network.settings());
      case ConfirmPools(var pools) -> List.of(new NetworkCreated(pools));
      case FailNetwork(var failure) -> List.of(new NetworkFailed(failure));
      case DropEndpoint _, PoolAnswer _, ReturnConfig _ -> List.of();
      case Change _, LendConfig _, AddEndpoint _, RemoveNetwork _, ConfirmRemoved _ ->
          throw notReady(network.settings(), "is being made");
    };
  }

  private static List<NetworkEvent> decide(Ready network, NetworkCommand command) {
    return switch (command) {
      case RequestNetwork(var settings) -> same(settings, network.settings());
      case ConfirmPools(var pools) when pools.equals(network.pools()) -> List.of();
      case ConfirmPools _ -> throw notReady(network.settings(), "has other pools");
      case FailNetwork _, ReturnConfig _ -> List.of();
      case LendConfig _ ->
          throw new Rejection(
              Reason.NETWORK_NOT_CONFIG_ONLY,
              network.settings().name() + " is not a configuration network");
      case Change change -> NetworkChanges.decide(network, change);
      case PoolAnswer answer -> PoolChanges.decide(network, answer);
      case AddEndpoint(var endpoint, _, _) when network.members().has(endpoint) -> List.of();
      case AddEndpoint(var endpoint, var sandbox, var mac) -> {
        connectable(network.settings());
        mac.ifPresent(asked -> own(network.settings(), asked));
        mac.ifPresent(asked -> free(network.members(), asked));
        yield List.of(new EndpointAdded(endpoint, sandbox, mac));
      }
      case DropEndpoint(var endpoint) -> drop(network.members(), endpoint);
      case RemoveNetwork(var detach, var names) -> remove(network, detach, names);
      case ConfirmRemoved _ -> throw notReady(network.settings(), "is not being removed");
    };
  }

  private static void connectable(NetworkSettings settings) {
    switch (settings.driver()) {
      case DriverOptions.Bridge _,
          DriverOptions.Overlay _,
          DriverOptions.Macvlan _,
          DriverOptions.Ipvlan _ -> {}
      case DriverOptions.Unsettled _ ->
          throw new Rejection(
              Reason.NETWORK_NOT_CONNECTABLE,
              "a sandbox cannot be connected to network %s: it is configuration-only"
                  .formatted(settings.name()));
      case DriverOptions.Host _ ->
          throw new Rejection(
              Reason.NETWORK_NOT_CONNECTABLE,
              "container cannot be disconnected from host network or connected to host network:"
                  + " a sandbox uses its host's network stack from the beginning, or never");
      case DriverOptions.None _ ->
          throw new Rejection(
              Reason.NETWORK_NOT_CONNECTABLE,
              "container cannot be connected to multiple networks with one of the networks in"
                  + " private (none) mode: a sandbox is without networks from the beginning, or"
                  + " by disconnecting it from all");
    }
  }

  private static void own(NetworkSettings settings, Mac mac) {
    if (!settings.driver().ownMac()) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "MAC address %s on network %s: its driver %s gives endpoints that of the parent; expected none"
              .formatted(mac, settings.name(), settings.driver().driver()));
    }
  }

  private static void free(Members members, Mac mac) {
    Optional<String> holder = members.holderOf(mac);
    if (holder.isPresent()) {
      throw new Rejection(
          Reason.MAC_IN_USE,
          "MAC address %s belongs to endpoint %.12s".formatted(mac, holder.get()));
    }
  }

  private static List<NetworkEvent> remove(
      Ready network, boolean detach, Map<String, String> names) {
    if (network.settings().predefined()) {
      throw new Rejection(
          Reason.NETWORK_PREDEFINED,
          network.settings().name() + " is a pre-defined network and cannot be removed");
    }
    if (!network.coming().isEmpty()) {
      throw notReady(network.settings(), "waits for a subnet");
    }
    if (!detach && !network.members().isEmpty()) {
      throw new Rejection(
          Reason.NETWORK_IN_USE,
          "network %s has active endpoints: %s"
              .formatted(network.settings().name(), shown(network.members(), names)));
    }
    return List.of(new NetworkRemoving());
  }

  private static String shown(Members members, Map<String, String> names) {
    Set<String> sandboxes = members.sandboxes();
    String first =
        sandboxes.stream()
            .map(id -> names.getOrDefault(id, id))
            .sorted()
            .limit(SHOWN)
            .collect(joining(", "));
    return sandboxes.size() <= SHOWN
        ? first
        : first + " and " + (sandboxes.size() - SHOWN) + " more";
  }

  private static List<NetworkEvent> decide(Failed network, NetworkCommand command) {
    return switch (command) {
      case ConfirmRemoved _ -> List.of(new NetworkRemoved());
      case FailNetwork _, DropEndpoint _, PoolAnswer _, ReturnConfig _ -> List.of();
      case RequestNetwork _,
          ConfirmPools _,
          Change _,
          LendConfig _,
          AddEndpoint _,
          RemoveNetwork _ ->
          throw gone(network.settings());
    };
  }

  private static List<NetworkEvent> decide(Removing network, NetworkCommand command) {
    return switch (command) {
      case DropEndpoint(var endpoint) -> drop(network.members(), endpoint);
      case RemoveNetwork _, FailNetwork _, PoolAnswer _, ReturnConfig _ -> List.of();
      case ConfirmRemoved _ when network.members().isEmpty() -> List.of(new NetworkRemoved());
      case RequestNetwork _,
          ConfirmPools _,
          Change _,
          LendConfig _,
          AddEndpoint _,
          ConfirmRemoved _ ->
          throw notReady(network.settings(), "is being removed");
    };
  }

  private static List<NetworkEvent> decide(Removed network, NetworkCommand command) {
    return switch (command) {
      case FailNetwork _, DropEndpoint _, ConfirmRemoved _, PoolAnswer _, ReturnConfig _ ->
          List.of();
      case RequestNetwork _,
          ConfirmPools _,
          Change _,
          LendConfig _,
          AddEndpoint _,
          RemoveNetwork _ ->
          throw gone(network.settings());
    };
  }

  static List<NetworkEvent> same(NetworkSettings wanted, NetworkSettings there) {
    if (wanted.equals(there)) {
      return List.of();
    }
    throw new Rejection(Reason.NAME_TAKEN, "the network exists with other settings");
  }

  private static List<NetworkEvent> drop(Members members, String endpoint) {
    return members.has(endpoint) ? List.of(new EndpointDropped(endpoint)) : List.of();
  }

  private static Rejection notReady(NetworkSettings settings, String why) {
    return new Rejection(Reason.NETWORK_NOT_READY, "network " + settings.name() + " " + why);
  }

  private static Rejection gone(NetworkSettings settings) {
    return new Rejection(
        Reason.NETWORK_NOT_FOUND, "network " + settings.name() + " is no longer there");
  }

  @Override
  public Network evolve(Network network, NetworkEvent event) {
    return NetworkEvolution.evolve(network, event);
  }
}
