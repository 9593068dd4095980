package io.netledger.network.port;

import java.util.List;
import java.util.Map;

/** A wish about the ports of one host. */
public sealed interface PortCommand {

  /**
   * An endpoint shall have ports that nobody else has.
   *
   * @param holders what the endpoints in the way are called, by id, for a refusal
   */
  record ClaimPorts(String endpointId, List<PortWish> wishes, Map<String, String> holders)
      implements PortCommand {}

  /** An endpoint has no more use for its ports. */
  record FreePorts(String endpointId) implements PortCommand {}
}
