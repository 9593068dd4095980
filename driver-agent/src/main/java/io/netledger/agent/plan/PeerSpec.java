package io.netledger.agent.plan;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import java.util.List;

/**
 * An endpoint of another host, on an overlay that this host has an endpoint on too.
 *
 * @param id of the endpoint
 * @param host address of its host
 * @param revision of the event that made it so: an older spec never replaces a newer one
 * @param sandboxName others on the network find its sandbox by it
 * @param aliases names by which they find it beside that
 */
public record PeerSpec(
    String id,
    String networkId,
    List<IpAddress> addresses,
    Mac mac,
    IpAddress host,
    long revision,
    String sandboxId,
    String sandboxName,
    List<String> aliases) {

  public PeerSpec {
    addresses = List.copyOf(addresses);
    aliases = List.copyOf(aliases);
  }

  public Owner owner() {
    return new Owner.Peer(id);
  }
}
