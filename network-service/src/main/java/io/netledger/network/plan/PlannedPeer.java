package io.netledger.network.plan;

import io.netledger.address.IpAddress;
import io.netledger.network.endpoint.Addressing;
import java.util.List;
import java.util.Optional;

/**
 * An endpoint on an overlay as the network's other hosts need to know it.
 *
 * @param id the endpoint's
 * @param aliases names by which others on the network find the sandbox beside its own
 * @param host that it is on
 * @param underlay address of that host; empty: it cannot be reached
 * @param revision of the event that made it so: an older spec never replaces a newer one
 */
public record PlannedPeer(
    String id,
    String networkId,
    String sandboxId,
    String sandboxName,
    List<String> aliases,
    Addressing addressing,
    String host,
    Optional<IpAddress> underlay,
    long revision) {

  PlannedPeer at(Optional<IpAddress> address, long since) {
    return new PlannedPeer(
        id, networkId, sandboxId, sandboxName, aliases, addressing, host, address, since);
  }
}
