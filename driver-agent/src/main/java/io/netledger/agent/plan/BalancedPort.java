package io.netledger.agent.plan;

import io.netledger.address.IpAddress;
import java.util.List;

/**
 * One port of one address that leads to one of several backends.
 *
 * @param backends addresses of the same family
 * @param target port of each of them
 */
public record BalancedPort(
    IpAddress address,
    int port,
    Protocol protocol,
    Balancing balancing,
    List<IpAddress> backends,
    int target) {

  public BalancedPort {
    backends = List.copyOf(backends);
  }

  /** As nft would write it, but for how the backends are chosen. */
  @Override
  public String toString() {
    return "%s . %s . %d : %s %s port %d"
        .formatted(address, protocol, port, balancing, backends, target);
  }
}
