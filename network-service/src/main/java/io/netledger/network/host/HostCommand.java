package io.netledger.network.host;

import java.time.Instant;
import java.util.List;

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
   * @param outcome what became of it
   * @param toldBefore that it was found is known; what became of it is new
   */
  record ReportDrift(
      String found,
      Instant foundAt,
      String endpointId,
      String networkId,
      Outcome outcome,
      boolean toldBefore)
      implements HostCommand {}

  /** What became of a drift. */
  sealed interface Outcome {

    /** It is being seen to. */
    record Open() implements Outcome {}

    /** It stands again as planned. */
    record Repaired() implements Outcome {}

    /**
     * It could not be repaired.
     *
     * @param why in the kernel's words
     */
    record Failed(String why) implements Outcome {}
  }

  /** Nothing new shall be placed there. */
  record DrainHost() implements HostCommand {}

  /** New things may be placed there again. */
  record UndrainHost() implements HostCommand {}

  /**
   * The host shall be forgotten.
   *
   * @param detach what is there is given up
   * @param sandboxes the names of those that are there, for a refusal
   */
  record RemoveHost(boolean detach, List<String> sandboxes) implements HostCommand {
    public RemoveHost {
      sandboxes = List.copyOf(sandboxes);
    }
  }
}
