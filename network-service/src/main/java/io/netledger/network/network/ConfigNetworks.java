package io.netledger.network.network;

import io.netledger.network.network.Network.ConfigOnly;
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
import io.netledger.network.network.NetworkEvent.ConfigLent;
import io.netledger.network.network.NetworkEvent.ConfigReturned;
import io.netledger.network.network.NetworkEvent.NetworkRemoving;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules of a network that only holds what others are made from. */
final class ConfigNetworks {

  private ConfigNetworks() {}

  static List<NetworkEvent> decide(ConfigOnly network, NetworkCommand command) {
    NetworkSettings settings = network.settings();
    return switch (command) {
      case RequestNetwork(var wanted) -> NetworkDecider.same(wanted, settings);
      case LendConfig(var borrower) when network.borrowers().contains(borrower) -> List.of();
      case LendConfig(var borrower) -> List.of(new ConfigLent(borrower));
      case ReturnConfig(var borrower) when network.borrowers().contains(borrower) ->
          List.of(new ConfigReturned(borrower));
      case ReturnConfig _, FailNetwork _, DropEndpoint _, PoolAnswer _ -> List.of();
      case ConfirmPools(var pools) when pools.isEmpty() -> List.of();
      case Change _ when !network.borrowers().isEmpty() -> throw inUse(settings);
      case Change change -> NetworkChanges.decide(settings, change);
      case RemoveNetwork _ when !network.borrowers().isEmpty() -> throw inUse(settings);
      case RemoveNetwork _ -> List.of(new NetworkRemoving());
      case AddEndpoint _ ->
          throw new Rejection(
              Reason.NETWORK_NOT_CONNECTABLE,
              "a sandbox cannot be connected to network %s: it is configuration-only"
                  .formatted(settings.name()));
      case ConfirmPools _, ConfirmRemoved _ ->
          throw new Rejection(
              Reason.NETWORK_NOT_READY, "network " + settings.name() + " is configuration-only");
    };
  }

  private static Rejection inUse(NetworkSettings settings) {
    return new Rejection(
        Reason.NETWORK_IN_USE, "configuration network \"%s\" is in use".formatted(settings.name()));
  }

  static ConfigOnly lent(ConfigOnly network, String borrower) {
    Set<String> borrowers = new HashSet<>(network.borrowers());
    borrowers.add(borrower);
    return new ConfigOnly(network.settings(), borrowers);
  }

  static ConfigOnly returned(ConfigOnly network, String borrower) {
    Set<String> borrowers = new HashSet<>(network.borrowers());
    borrowers.remove(borrower);
    return new ConfigOnly(network.settings(), borrowers);
  }
}
