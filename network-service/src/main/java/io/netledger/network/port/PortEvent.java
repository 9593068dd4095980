package io.netledger.network.port;

import java.util.List;

/** What has happened to the ports of one host. Stored forever. */
public sealed interface PortEvent {

  /**
   * Numbers that are the endpoint's alone from here on.
   *
   * @param lastChosen the last host port that was chosen, not asked for; 0: none was
   */
  record PortsClaimed(String endpointId, List<PublishedPort> ports, int lastChosen)
      implements PortEvent {}

  record PortsFreed(String endpointId) implements PortEvent {}
}
