package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.nft.Expression.Payload.Base;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Where things stand in a packet. */
final class Loads {

  private Loads() {}

  static Family familyOf(InetAddress address) {
    return address instanceof Inet4Address ? Family.IP : Family.IP6;
  }

  /** Source and destination stand at 12 and 16 (RFC 791), or 8 and 24 (RFC 8200). */
  static Expression address(Family family, boolean source, int register) {
    return family == Family.IP
        ? new Expression.Payload(Base.NETWORK, source ? 12 : 16, 4, register)
        : new Expression.Payload(Base.NETWORK, source ? 8 : 24, 16, register);
  }

  /** The ports are the first two numbers of TCP and UDP alike. */
  static Expression port(boolean source, int register) {
    return new Expression.Payload(Base.TRANSPORT, source ? 0 : 2, 2, register);
  }
}
