package io.netledger.agent.kernel;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.agent.netlink.route.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Our addresses as netlink has them, and back. */
final class Prefixes {

  private Prefixes() {}

  static InetAddress inet(IpAddress address) {
    try {
      return InetAddress.getByAddress(address.octets());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  static Prefix prefix(Cidr cidr) {
    return new Prefix(inet(cidr.address()), cidr.length());
  }

  static Cidr cidr(Prefix prefix) {
    return new Cidr(IpAddress.of(prefix.address().getAddress()), prefix.length());
  }
}
