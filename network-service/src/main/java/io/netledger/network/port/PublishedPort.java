package io.netledger.network.port;

import io.netledger.address.IpAddress;
import java.util.Optional;

/**
 * A port of a sandbox that is reached from beyond its network.
 *
 * @param hostIp address of the host, all zeros for every one of its family; empty: the network is
 *     routed, the port is reached at the sandbox's own address
 * @param hostPort 1 to 65535; 0 without {@code hostIp}
 * @param port in the sandbox
 */
public record PublishedPort(Optional<IpAddress> hostIp, int hostPort, int port, Protocol protocol) {

  /** As Docker shows it: "0.0.0.0:8080->80/tcp". */
  @Override
  public String toString() {
    return hostIp.map(address -> PortWish.at(address, hostPort) + "->").orElse("")
        + port
        + "/"
        + protocol;
  }
}
