package io.netledger.agent.netlink.nft;

import java.util.Arrays;
import java.util.Locale;

/** Which packets a table sees. */
public enum Family {
  /** IPv4 and IPv6. */
  INET(1),
  IP(2),
  IP6(10),
  ARP(3),
  NETDEV(5),
  BRIDGE(7);

  private final int number;

  Family(int number) {
    this.number = number;
  }

  /** NFPROTO_… */
  int number() {
    return number;
  }

  static Family of(int number) {
    return Arrays.stream(values())
        .filter(family -> family.number == number)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown family " + number));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
