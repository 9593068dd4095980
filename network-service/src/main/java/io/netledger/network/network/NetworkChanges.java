package io.netledger.network.network;

import static java.util.stream.Collectors.toMap;

import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.NetworkCommand.RelabelNetwork;
import io.netledger.network.network.NetworkEvent.NetworkReconfigured;
import io.netledger.network.network.NetworkEvent.NetworkRelabeled;
import io.netledger.network.network.NetworkEvent.NetworkRenamed;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The rules of changing a network that is in use. */
final class NetworkChanges {

  /** As many as a new network may have. */
  private static final int MOST_LABELS = 128;

  private NetworkChanges() {}

  static List<NetworkEvent> decide(Ready network, NetworkCommand.Change wish) {
    return switch (wish) {
      case NetworkCommand.RenameNetwork(var name) -> rename(network.settings(), name);
      case RelabelNetwork relabel -> relabel(network.settings(), relabel);
      case NetworkCommand.ReconfigureNetwork(var driver) -> reconfigure(network, driver);
      case NetworkCommand.RequestSubnet(var subnet) -> PoolChanges.add(network, subnet);
      case NetworkCommand.RequestRange(var subnet, var range) ->
          PoolChanges.widen(network, subnet, range);
    };
  }

  /** Of a network that has nothing but settings. */
  static List<NetworkEvent> decide(NetworkSettings settings, NetworkCommand.Change wish) {
    return switch (wish) {
      case NetworkCommand.RenameNetwork(var name) -> rename(settings, name);
      case RelabelNetwork relabel -> relabel(settings, relabel);
      case NetworkCommand.ReconfigureNetwork _,
          NetworkCommand.RequestSubnet _,
          NetworkCommand.RequestRange _ ->
          throw new Rejection(
              Reason.OPTION_FIXED,
              "options and subnets of configuration network %s cannot change"
                  .formatted(settings.name()));
    };
  }

  private static List<NetworkEvent> rename(NetworkSettings settings, String name) {
    if (settings.name().equals(name)) {
      return List.of();
    }
    if (settings.predefined()) {
      throw new Rejection(
          Reason.NETWORK_PREDEFINED,
          settings.name() + " is a pre-defined network and cannot be renamed");
    }
    NetworkDecider.refusePredefined(name);
    return List.of(new NetworkRenamed(name, settings.name()));
  }

  private static List<NetworkEvent> relabel(NetworkSettings settings, RelabelNetwork wish) {
    Map<String, String> there = settings.labels();
    Map<String, String> set =
        wish.set().entrySet().stream()
            .filter(label -> !label.getValue().equals(there.get(label.getKey())))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    List<String> removed = wish.removed().stream().filter(there::containsKey).sorted().toList();
    if (set.isEmpty() && removed.isEmpty()) {
      return List.of();
    }
    NetworkRelabeled event = new NetworkRelabeled(set, removed);
    int labels = labels(there, event).size();
    if (labels > MOST_LABELS) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "network %s would have %d labels; expected at most %d"
              .formatted(settings.name(), labels, MOST_LABELS));
    }
    return List.of(event);
  }

  private static List<NetworkEvent> reconfigure(Ready network, DriverOptions wanted) {
    DriverOptions there = network.settings().driver();
    if (wanted.equals(there)) {
      return List.of();
    }
    changed(there, wanted)
        .filter(option -> !there.isLive(option))
        .findFirst()
        .ifPresent(option -> refuseFixed(network.settings(), option));
    return switch (wanted) {
      case DriverOptions.Bridge bridge -> List.of(new NetworkReconfigured(bridge));
      case DriverOptions.Overlay _,
          DriverOptions.Macvlan _,
          DriverOptions.Ipvlan _,
          DriverOptions.Host _,
          DriverOptions.None _,
          DriverOptions.Unsettled _ ->
          throw new Rejection(
              Reason.OPTION_FIXED, "driver " + wanted.driver() + " has no options to change");
    };
  }

  private static Stream<String> changed(DriverOptions there, DriverOptions wanted) {
    Map<String, String> before = there.options();
    Map<String, String> after = wanted.options();
    return Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .sorted()
        .filter(option -> !Objects.equals(before.get(option), after.get(option)));
  }

  private static void refuseFixed(NetworkSettings settings, String option) {
    throw new Rejection(
        Reason.OPTION_FIXED,
        "option %s of driver %s cannot change while network %s exists: what stands on hosts would have to be made anew"
            .formatted(option, settings.driver().driver(), settings.name()));
  }

  /** The labels after the event. */
  static Map<String, String> labels(Map<String, String> there, NetworkRelabeled event) {
    Map<String, String> labels = new HashMap<>(there);
    event.removed().forEach(labels::remove);
    labels.putAll(event.set());
    return Map.copyOf(labels);
  }
}
