package io.netledger.network.sandbox;

import io.netledger.network.sandbox.SandboxEvent.SandboxModeChanged;
import io.netledger.network.sandbox.SandboxEvent.SandboxOrphaned;
import io.netledger.network.sandbox.SandboxEvent.SandboxRejoined;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;

/** The rules of a sandbox whose network stack is not, or not only, its own. */
final class Sharing {

  private Sharing() {}

  /** Its donor is lost, unless it has another by now. */
  static List<SandboxEvent> orphan(SandboxSettings settings, String donorId) {
    return settings.namespace() instanceof Namespace.OfDonor(var there, _, var gone)
            && !gone
            && there.equals(donorId)
        ? List.of(new SandboxOrphaned(donorId))
        : List.of();
  }

  /** It has a donor again, if it has none. */
  static List<SandboxEvent> rejoin(SandboxSettings settings, String donorId) {
    return settings.namespace() instanceof Namespace.OfDonor(_, _, var gone) && gone
        ? List.of(new SandboxRejoined(donorId))
        : List.of();
  }

  /**
   * Whether networks may be connected, with Docker's words if not
   * (runconfig.ErrConflictSharedNetwork and ErrConflictNoNetwork).
   */
  static void checkConnectable(SandboxSettings settings) {
    switch (settings.mode()) {
      case OWN -> {}
      case HOST -> throw shared(settings, "host " + settings.host());
      case CONTAINER -> throw shared(settings, donor(settings));
      case NONE ->
          throw new Rejection(
              Reason.SANDBOX_NOT_CONNECTABLE,
              "container cannot be connected to multiple networks with one of the networks in"
                  + " private (none) mode: sandbox %s is on network none"
                      .formatted(settings.name()));
    }
  }

  /**
   * Network none instead of no network; Docker's words if it is on others (ErrConflictNoNetwork).
   */
  static List<SandboxEvent> joinNone(SandboxSettings settings, Memberships networks) {
    return switch (settings.mode()) {
      case NONE ->
          throw new Rejection(
              Reason.ALREADY_CONNECTED,
              "endpoint with name %s already exists in network none".formatted(settings.name()));
      case OWN -> {
        if (!networks.isEmpty()) {
          throw new Rejection(
              Reason.NETWORK_NOT_CONNECTABLE,
              "container cannot be connected to multiple networks with one of the networks in"
                  + " private (none) mode: sandbox %s is on other networks; expected one that is"
                      .formatted(settings.name())
                  + " disconnected from all");
        }
        yield List.of(new SandboxModeChanged(true));
      }
      case HOST -> throw shared(settings, "host " + settings.host());
      case CONTAINER -> throw shared(settings, donor(settings));
    };
  }

  /** No network instead of network none. */
  static List<SandboxEvent> leaveNone(SandboxSettings settings) {
    return switch (settings.mode()) {
      case NONE -> List.of(new SandboxModeChanged(false));
      case OWN, HOST, CONTAINER ->
          throw new Rejection(
              Reason.NOT_CONNECTED,
              "sandbox " + settings.name() + " is not connected to network none");
    };
  }

  private static String donor(SandboxSettings settings) {
    return settings.namespace() instanceof Namespace.OfDonor(_, var donor, _)
        ? "sandbox " + donor
        : "another sandbox";
  }

  private static Rejection shared(SandboxSettings settings, String whose) {
    return new Rejection(
        Reason.SANDBOX_NOT_CONNECTABLE,
        "container sharing network namespace with another container or host cannot be"
            + " connected to any other network: sandbox %s uses the network stack of %s"
                .formatted(settings.name(), whose));
  }
}
