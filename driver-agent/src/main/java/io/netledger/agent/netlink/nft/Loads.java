package io.netledger.agent.netlink.nft;

import io.netledger.agent.netlink.nft.Expression.Payload.Base;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Where things stand in a packet. */
final class Loads {

  /** Register at which concatenations begin. */
  static final int CONCATENATION = 8;

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

  /** Loads {@code ip daddr . meta l4proto . th dport} from {@link #CONCATENATION} on. */
  static Expression[] addressAndPort(Family family) {
    return withPort(family, address(family, false, CONCATENATION));
  }

  /** The same with zeros for the address. */
  static Expression[] portAlone(Family family) {
    Datum none = Datum.of(new byte[octets(family)]);
    return withPort(family, new Expression.Constant(CONCATENATION, none));
  }

  private static Expression[] withPort(Family family, Expression address) {
    int next = behindAddress(family);
    return new Expression[] {
      address, new Expression.Meta(Expression.Meta.Field.L4PROTO, next), port(false, next + 1)
    };
  }

  /** The register behind an address at {@link #CONCATENATION}. */
  static int behindAddress(Family family) {
    return CONCATENATION + octets(family) / 4;
  }

  static int octets(Family family) {
    return family == Family.IP ? 4 : 16;
  }

  /** The ports are the first two numbers of TCP and UDP alike. */
  static Expression port(boolean source, int register) {
    return new Expression.Payload(Base.TRANSPORT, source ? 0 : 2, 2, register);
  }
}
