package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Libc;
import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * An address with the length of its network's prefix, e.g. {@code 192.0.2.7/24}.
 *
 * @param address host bits may be set
 * @param length of the network part, 0 to 32 or 128 bits
 */
public record Prefix(InetAddress address, int length) {

  public Prefix {
    int longest = address.getAddress().length * 8;
    if (length < 0 || length > longest) {
      throw new IllegalArgumentException(
          address + "/" + length + ": 0 to " + longest + " expected");
    }
  }

  /**
   * From {@code 192.0.2.7/24} or {@code 2001:db8::7/64}; without a length it is the address alone.
   */
  public static Prefix parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    return new Prefix(
        address,
        slash < 0 ? address.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1)));
  }

  int family() {
    return family(address);
  }

  static int family(InetAddress address) {
    return address instanceof Inet4Address ? Libc.AF_INET : Libc.AF_INET6;
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + length;
  }
}
