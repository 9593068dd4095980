package io.netledger.network.plan;

import io.netledger.network.Happening;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.EndpointOptions;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.port.PublishedPort;
import java.util.List;

/** Where an endpoint is to be; the words are shared by all that have them. */
record Place(
    String networkId,
    String sandboxId,
    String host,
    String interfaceName,
    int order,
    List<String> aliases,
    EndpointOptions options,
    List<PublishedPort> ports) {

  static Place of(EndpointRequest request, String networkId, String sandboxId, String host) {
    return new Place(
        networkId,
        sandboxId,
        host,
        request.interfaceName().intern(),
        request.order(),
        request.aliases(),
        request.options(),
        request.ports());
  }

  PlannedEndpoint planned(Happening at, Addressing addressing) {
    return new PlannedEndpoint(
        at.id(),
        networkId,
        sandboxId,
        addressing,
        interfaceName,
        order,
        aliases,
        options,
        ports,
        at.revision());
  }
}
