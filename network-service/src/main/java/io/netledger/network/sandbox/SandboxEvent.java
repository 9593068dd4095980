package io.netledger.network.sandbox;

/** What has happened to a sandbox. Stored forever, each as the message of its name. */
public sealed interface SandboxEvent {

  record SandboxCreated(SandboxSettings settings) implements SandboxEvent {}

  record SandboxReady(String netnsPath) implements SandboxEvent {}

  record SandboxFailed(String message) implements SandboxEvent {}

  record SandboxJoined(String endpointId, String networkId, String interfaceName, int order)
      implements SandboxEvent {}

  record SandboxLeft(String endpointId) implements SandboxEvent {}

  /** The donor of its namespace is going or was refused. */
  record SandboxOrphaned(String donorId) implements SandboxEvent {}

  /** There is a donor of the name again. */
  record SandboxRejoined(String donorId) implements SandboxEvent {}

  /**
   * Whether networks may be connected to its own network stack.
   *
   * @param lone none may: it has nothing but lo
   */
  record SandboxModeChanged(boolean lone) implements SandboxEvent {}

  /**
   * It takes no more endpoints.
   *
   * @param forced nobody asks its host
   */
  record SandboxRemoving(boolean forced) implements SandboxEvent {}

  record SandboxRemoved() implements SandboxEvent {}
}
