package io.netledger.agent.plan;

import io.netledger.address.IpAddress;

/**
 * What carries this host's packets to other hosts.
 *
 * @param address by which they reach it
 * @param port UDP port of VXLAN, the same on all hosts
 * @param mtu bytes, of the link that has the address
 */
public record Underlay(IpAddress address, int port, int mtu) {

  /** IPv4 20, UDP 8, VXLAN 8, and the inner Ethernet header 14: RFC 7348, section 5. */
  private static final int OVERHEAD_V4 = 50;

  private static final int OVERHEAD_V6 = 70;

  /** Bytes of the largest packet that fits. */
  public int room() {
    return room(address, mtu);
  }

  /** Bytes of the largest packet that fits into packets of {@code mtu} bytes between addresses. */
  public static int room(IpAddress address, int mtu) {
    return mtu - overhead(address);
  }

  /** Bytes that the way between such addresses takes of each packet. */
  public static int overhead(IpAddress address) {
    return address.isV4() ? OVERHEAD_V4 : OVERHEAD_V6;
  }
}
