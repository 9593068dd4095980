package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.MessageWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An address of a link.
 *
 * @param link the link's index
 * @param prefix the address and the length of its network
 * @param broadcast IPv4 only; empty: none
 * @param noDad IPv6 only: usable at once, without asking the neighbours whether it is taken (RFC
 *     4862)
 */
public record Address(int link, Prefix prefix, Optional<InetAddress> broadcast, boolean noDad) {

  private static final int HEADER = 8; // sizeof(struct ifaddrmsg)
  private static final int IFA_ADDRESS = 1;
  private static final int IFA_LOCAL = 2;
  private static final int IFA_BROADCAST = 4;
  private static final int IFA_FLAGS = 8;
  private static final int IFA_F_NODAD = 2;
  private static final int SCOPE_LINK = 253;
  private static final int SCOPE_HOST = 254;

  /** An address without a broadcast address, usable at once. */
  public static Address of(int link, Prefix prefix) {
    return new Address(link, prefix, Optional.empty(), prefix.family() == Libc.AF_INET6);
  }

  void encode(MessageWriter writer) {
    byte[] address = prefix.address().getAddress();
    writer
        .put8(prefix.family())
        .put8(prefix.length())
        .put8(0)
        .put8(scope())
        .put32(link)
        .bytes(IFA_LOCAL, address)
        .bytes(IFA_ADDRESS, address);
    broadcast.ifPresent(to -> writer.bytes(IFA_BROADCAST, to.getAddress()));
    if (noDad) {
      writer.u32(IFA_FLAGS, IFA_F_NODAD);
    }
  }

  /** The kernel finds it by itself for IPv6 only. */
  private int scope() {
    if (prefix.address().isLoopbackAddress()) {
      return SCOPE_HOST;
    }
    return prefix.address().isLinkLocalAddress() ? SCOPE_LINK : 0;
  }

  static Address parse(Message message) {
    Attributes attributes = message.attributesAfter(HEADER);
    int length = message.payload().get(1) & 0xff;
    int flags = attributes.u32(IFA_FLAGS).orElse(message.payload().get(2) & 0xff);
    byte[] address =
        attributes.bytes(IFA_LOCAL).or(() -> attributes.bytes(IFA_ADDRESS)).orElse(new byte[4]);
    return new Address(
        message.payload().getInt(4),
        new Prefix(inet(address), length),
        attributes.bytes(IFA_BROADCAST).map(Address::inet),
        (flags & IFA_F_NODAD) != 0);
  }

  static InetAddress inet(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(bytes.length + " bytes are no address", e);
    }
  }

  @Override
  public String toString() {
    return prefix + " dev #" + link;
  }
}
