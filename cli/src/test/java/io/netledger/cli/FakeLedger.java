package io.netledger.cli;

import com.google.protobuf.Message;
import io.netledger.proto.network.v1.Endpoint;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.Sandbox;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the fake services hold in common. */
final class FakeLedger {

  final List<Network> networks = new CopyOnWriteArrayList<>();
  final List<Sandbox> sandboxes = new CopyOnWriteArrayList<>();
  final List<Endpoint> endpoints = new CopyOnWriteArrayList<>();

  /** Every request that came, for tests that look at what was asked. */
  final List<Message> requests = new CopyOnWriteArrayList<>();

  /** 64 digits that depend on a name. */
  String id(String name) {
    return String.format("%08x", name.hashCode()).repeat(8);
  }

  /** The last request of a type. */
  <T extends Message> T last(Class<T> type) {
    return requests.reversed().stream()
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }

  Optional<Network> networkIfThere(String word) {
    return networks.stream()
        .filter(network -> network.getName().equals(word))
        .findFirst()
        .or(() ->
            networks.stream().filter(network -> network.getId().startsWith(word)).findFirst());
  }

  Network network(String word) {
    return networkIfThere(word)
        .orElseThrow(() -> new Rejection(Reason.NETWORK_NOT_FOUND, "nothing is named " + word));
  }

  Sandbox sandbox(String word) {
    return sandboxes.stream()
        .filter(sandbox -> sandbox.getName().equals(word) || sandbox.getId().startsWith(word))
        .findFirst()
        .orElseThrow(() -> new Rejection(Reason.SANDBOX_NOT_FOUND, "nothing is named " + word));
  }

  List<Endpoint> endpointsOn(String networkId) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.getNetworkId().equals(networkId))
        .toList();
  }
}
