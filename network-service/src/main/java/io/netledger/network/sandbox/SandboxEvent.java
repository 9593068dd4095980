package io.netledger.network.sandbox;

/** What has happened to a sandbox. Stored forever, each as the message of its name. */
public sealed interface SandboxEvent {

  record SandboxCreated(SandboxSettings settings) implements SandboxEvent {}

  record SandboxReady(String netnsPath) implements SandboxEvent {}

  record SandboxFailed(String message) implements SandboxEvent {}

  record SandboxJoined(String endpointId, String networkId, String interfaceName, int order)
      implements SandboxEvent {}

  record SandboxLeft(String endpointId) implements SandboxEvent {}

  record SandboxRemoving() implements SandboxEvent {}

  record SandboxRemoved() implements SandboxEvent {}
}
