package io.netledger.network.sandbox;

import java.util.Optional;

/** Where a sandbox stands. */
public sealed interface Sandbox {

  record Absent() implements Sandbox {}

  /** Waits for its host. */
  record Created(SandboxSettings settings, Memberships memberships) implements Sandbox {}

  /**
   * The namespace is there.
   *
   * @param netnsPath file of the namespace on the host
   */
  record Ready(SandboxSettings settings, String netnsPath, Memberships memberships)
      implements Sandbox {}

  /** Its host has refused it; it stays to be looked at until it is removed. */
  record Failed(SandboxSettings settings, String message, Memberships memberships)
      implements Sandbox {}

  /**
   * Takes no more endpoints; when the last is off, its host removes it.
   *
   * @param onHost false: the host had refused it, so there is nothing to remove, or is removed
   *     itself
   */
  record Removing(SandboxSettings settings, Memberships memberships, boolean onHost)
      implements Sandbox {}

  record Removed(SandboxSettings settings) implements Sandbox {}

  /** The networks it has joined. */
  default Memberships networks() {
    return switch (this) {
      case Created(_, var memberships) -> memberships;
      case Ready(_, _, var memberships) -> memberships;
      case Failed(_, _, var memberships) -> memberships;
      case Removing(_, var memberships, _) -> memberships;
      case Absent _, Removed _ -> Memberships.NONE;
    };
  }

  /** What it was asked to be; empty while absent. */
  default Optional<SandboxSettings> asked() {
    return switch (this) {
      case Created(var settings, _) -> Optional.of(settings);
      case Ready(var settings, _, _) -> Optional.of(settings);
      case Failed(var settings, _, _) -> Optional.of(settings);
      case Removing(var settings, _, _) -> Optional.of(settings);
      case Removed(var settings) -> Optional.of(settings);
      case Absent _ -> Optional.empty();
    };
  }
}
