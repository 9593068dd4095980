package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import java.net.InetAddress;
import java.util.Optional;

/** Something that changed in what a link knows of its neighbours, whoever did it. */
public sealed interface NeighbourChange {

  /**
   * What is known of a neighbour is new, different or gone.
   *
   * @param link the link's index
   * @param address that it is about; empty: it is about the MAC address
   * @param mac empty for an address of which nothing is known any more
   * @param now what is known; empty: nothing, or what the link knows by itself
   * @param by port of the socket that asked for it; 0: not known, as with all of bridges and VXLAN
   */
  record Known(
      int link,
      Optional<InetAddress> address,
      Optional<HardwareAddress> mac,
      Optional<Neighbour> now,
      int by)
      implements NeighbourChange {}

  /** Changes came faster than they were read and some are lost: look at everything again. */
  record Missed() implements NeighbourChange {}

  /** What an RTM_NEWNEIGH or RTM_DELNEIGH tells. */
  static NeighbourChange parse(Message message) {
    Attributes attributes = message.attributesAfter(Neighbour.HEADER);
    boolean ofAddress = message.payload().get(0) != Libc.AF_BRIDGE;
    return new Known(
        message.payload().getInt(4),
        attributes.bytes(Neighbour.Bits.DST).filter(_ -> ofAddress).map(Address::inet),
        Neighbour.mac(attributes),
        message.type() == RouteVerbs.RTM_NEWNEIGH ? Neighbour.parse(message) : Optional.empty(),
        message.port());
  }
}
