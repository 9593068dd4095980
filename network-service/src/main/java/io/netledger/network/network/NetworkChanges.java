package io.netledger.network.network;

import static java.util.stream.Collectors.toMap;

import io.netledger.network.network.Network.Ready;
import io.netledger.network.network.NetworkCommand.RelabelNetwork;
import io.netledger.network.network.NetworkEvent.NetworkRelabeled;
import io.netledger.network.network.NetworkEvent.NetworkRenamed;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of changing a network that is in use. */
final class NetworkChanges {

  /** As many as a new network may have. */
  private static final int MOST_LABELS = 128;

  private NetworkChanges() {}

  static List<NetworkEvent> rename(Ready network, String name) {
    NetworkSettings settings = network.settings();
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

  static List<NetworkEvent> relabel(Ready network, RelabelNetwork wish) {
    Map<String, String> there = network.settings().labels();
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
              .formatted(network.settings().name(), labels, MOST_LABELS));
    }
    return List.of(event);
  }

  /** The labels after the event. */
  static Map<String, String> labels(Map<String, String> there, NetworkRelabeled event) {
    Map<String, String> labels = new HashMap<>(there);
    event.removed().forEach(labels::remove);
    labels.putAll(event.set());
    return Map.copyOf(labels);
  }
}
