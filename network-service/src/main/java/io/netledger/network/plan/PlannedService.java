package io.netledger.network.plan;

import io.netledger.address.IpAddress;
import io.netledger.network.service.Balancing;
import io.netledger.network.service.ServicePort;
import java.util.List;

/**
 * A service as an agent needs to know it.
 *
 * @param backends addresses of those that its callers are led to from this host, in an order that
 *     is the same on every host
 * @param revision of the event that made it so, or brought its network to the host: an older spec
 *     never replaces a newer one
 */
public record PlannedService(
    String id,
    String networkId,
    String name,
    List<IpAddress> addresses,
    List<ServicePort> ports,
    Balancing balancing,
    List<IpAddress> backends,
    long revision) {

  public PlannedService {
    addresses = List.copyOf(addresses);
    ports = List.copyOf(ports);
    backends = List.copyOf(backends);
  }

  /** Whether an agent that has this one need not hear of the other. */
  boolean says(PlannedService other) {
    return backends.equals(other.backends) && addresses.equals(other.addresses);
  }
}
