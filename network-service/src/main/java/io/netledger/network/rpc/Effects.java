package io.netledger.network.rpc;

import io.netledger.network.network.NetworkEvent;
import io.netledger.proto.network.v1.Effect;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What events of an update touch, in words. */
final class Effects {

  private Effects() {}

  static List<Effect> of(List<NetworkEvent> events) {
    return events.stream().flatMap(Effects::of).toList();
  }

  private static Stream<Effect> of(NetworkEvent event) {
    return switch (event) {
      case NetworkEvent.NetworkRelabeled(var set, var removed) ->
          Stream.concat(
              new TreeMap<>(set)
                  .entrySet().stream()
                      .map(label ->
                          ledger("label %s=%s".formatted(label.getKey(), label.getValue()))),
              removed.stream().map(key -> ledger("no label " + key)));
      case NetworkEvent.NetworkRequested _,
          NetworkEvent.NetworkCreated _,
          NetworkEvent.NetworkFailed _,
          NetworkEvent.NetworkRenamed _,
          NetworkEvent.EndpointAdded _,
          NetworkEvent.EndpointDropped _,
          NetworkEvent.NetworkRemoving _,
          NetworkEvent.NetworkRemoved _ ->
          Stream.empty();
    };
  }

  private static Effect ledger(String description) {
    return Effect.newBuilder().setDescription(description).build();
  }
}
