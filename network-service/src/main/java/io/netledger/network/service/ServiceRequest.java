package io.netledger.network.service;

import io.netledger.network.endpoint.WantedAddress;
import java.util.List;
import java.util.Map;

/**
 * What a service was asked to be.
 *
 * @param selector labels that the sandboxes of its backends have
 * @param wanted the network's pools to take an address of, one for each family at most
 */
public record ServiceRequest(
    String name,
    String networkId,
    List<ServicePort> ports,
    Balancing balancing,
    Map<String, String> selector,
    Map<String, String> labels,
    List<WantedAddress> wanted) {

  public ServiceRequest {
    ports = List.copyOf(ports);
    selector = Map.copyOf(selector);
    labels = Map.copyOf(labels);
    wanted = List.copyOf(wanted);
  }

  /** The ports that every host answers at. */
  public List<ServicePort> published() {
    return ports.stream().filter(port -> port.hostPort() > 0).toList();
  }

  /** Whether endpoints of a sandbox with those labels are backends. */
  public boolean selects(Map<String, String> sandboxLabels) {
    return sandboxLabels.entrySet().containsAll(selector.entrySet());
  }
}
