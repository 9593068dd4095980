package io.netledger.network.sandbox;

import java.util.Map;
import java.util.Optional;

/** A wish about one sandbox. */
public sealed interface SandboxCommand {

  record CreateSandbox(SandboxSettings settings) implements SandboxCommand {}

  /**
   * The host has the namespace.
   *
   * @param netnsPath file of the namespace on the host
   */
  record ConfirmReady(String netnsPath) implements SandboxCommand {}

  /**
   * The host has refused the sandbox.
   *
   * @param message the host's words
   */
  record FailSandbox(String message) implements SandboxCommand {}

  /**
   * An endpoint is the interface to a network.
   *
   * @param interfaceName empty: the prefix and the lowest number that is free
   * @param prefix of the network's interfaces: "eth"
   */
  record JoinNetwork(
      String endpointId, String networkId, Optional<String> interfaceName, String prefix)
      implements SandboxCommand {}

  record LeaveNetwork(String endpointId) implements SandboxCommand {}

  /** Connect it to network none: networks may not be connected until it is off that again. */
  record JoinNone() implements SandboxCommand {}

  /** Disconnect it from network none: then networks may be connected. */
  record LeaveNone() implements SandboxCommand {}

  /** The donor of its namespace is going or was refused. */
  record LoseDonor(String donorId) implements SandboxCommand {}

  /** There is a donor of the name again. */
  record RejoinDonor(String donorId) implements SandboxCommand {}

  /**
   * The sandbox shall go.
   *
   * @param detach its endpoints are leaving: remove it when they are off
   * @param networkNames names of the networks it is on, by id, for a refusal
   */
  record RemoveSandbox(boolean detach, Map<String, String> networkNames)
      implements SandboxCommand {}

  /** The sandbox is given up: its host is removed and its endpoints are leaving. */
  record AbandonSandbox() implements SandboxCommand {}

  /** The host has nothing of it any more. */
  record ConfirmRemoved() implements SandboxCommand {}
}
