package io.netledger.network.host;

import java.time.Instant;

/** A wish about one host. */
public sealed interface HostCommand {

  /** The host's agent is on the line. */
  record SayHello(String name, Boot boot) implements HostCommand {}

  /**
   * The agent found its kernel not as planned.
   *
   * @param found in words
   * @param foundAt when the agent noticed
   * @param endpointId empty: no endpoint is concerned
   * @param networkId empty: no network is concerned
   * @param repaired it stands again as planned
   */
  record ReportDrift(
      String found, Instant foundAt, String endpointId, String networkId, boolean repaired)
      implements HostCommand {}
}
