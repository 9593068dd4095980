package io.netledger.network.host;

import io.netledger.address.IpAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What has happened to a host. Stored forever, each as the message of its name. */
public sealed interface HostEvent {

  record HostRegistered(String name) implements HostEvent {}

  record HostBooted(Boot boot) implements HostEvent {}

  /** The same kernel can do other things than it could. */
  record HostProbed(List<String> capabilities, Map<String, String> missing) implements HostEvent {
    public HostProbed {
      capabilities = List.copyOf(capabilities);
      missing = Map.copyOf(missing);
    }
  }

  /** The same kernel is reached by another address; empty: by none. */
  record HostMoved(Optional<IpAddress> underlay) implements HostEvent {}

  record DriftDetected(String found, Instant foundAt, String endpointId, String networkId)
      implements HostEvent {}

  record DriftRepaired(String found) implements HostEvent {}

  /** What was found could not be repaired; it is tried again. */
  record RepairFailed(String found, String failure) implements HostEvent {}

  /** Nothing new is placed there. */
  record HostDrained() implements HostEvent {}

  /** New things are placed there again. */
  record HostUndrained() implements HostEvent {}

  /** Nobody knows it any more. */
  record HostRemoved() implements HostEvent {}
}
