package io.netledger.agent.kernel;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.agent.plan.Overlaying.AddPeer;
import java.util.Optional;

/** What the links to other hosts shall know. */
public interface Told {

  /** The peer with that MAC address behind the link. */
  Optional<AddPeer> peer(String link, Mac mac);

  /** The peer with that address behind the link. */
  Optional<AddPeer> peer(String link, IpAddress address);
}
