package io.netledger.network.host;

import java.time.Instant;

/** What has happened to a host. Stored forever, each as the message of its name. */
public sealed interface HostEvent {

  record HostRegistered(String name) implements HostEvent {}

  record HostBooted(Boot boot) implements HostEvent {}

  record DriftDetected(String found, Instant foundAt, String endpointId, String networkId)
      implements HostEvent {}

  record DriftRepaired(String found) implements HostEvent {}
}
