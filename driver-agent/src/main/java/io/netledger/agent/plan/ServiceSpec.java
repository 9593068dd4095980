package io.netledger.agent.plan;

import io.netledger.address.IpAddress;
import java.util.List;

/**
 * One name and one address for many endpoints of a network.
 *
 * @param id 64 hexadecimal digits
 * @param addresses one for each family at most
 * @param backends addresses, in an order that is the same on every host
 * @param revision of the event that made it so: an older spec never replaces a newer one
 */
public record ServiceSpec(
    String id,
    String networkId,
    String name,
    List<IpAddress> addresses,
    List<Port> ports,
    Balancing balancing,
    List<IpAddress> backends,
    long revision) {

  /**
   * What it answers at.
   *
   * @param port at the service's addresses
   * @param target at its backends
   */
  public record Port(int port, int target, Protocol protocol) {}

  public ServiceSpec {
    addresses = List.copyOf(addresses);
    ports = List.copyOf(ports);
    backends = List.copyOf(backends);
  }

  public Owner owner() {
    return new Owner.Service(id);
  }
}
