package io.netledger.network.port;

import io.netledger.address.IpAddress;
import java.util.List;

/**
 * A port of the host that an endpoint shall have, with the same number at each of the addresses.
 *
 * @param hostIps all zeros: every address of that family
 * @param hostPort 0: any
 * @param port in the sandbox
 */
public record PortWish(List<IpAddress> hostIps, int hostPort, int port, Protocol protocol) {

  public PortWish {
    hostIps = List.copyOf(hostIps);
  }

  /** Something of the host is wanted at all. */
  public boolean isSomewhere() {
    return !hostIps.isEmpty();
  }

  /** "192.0.2.1:80", "[2001:db8::1]:80". */
  static String at(IpAddress address, int port) {
    return (address.isV4() ? address.toString() : "[" + address + "]") + ":" + port;
  }
}
