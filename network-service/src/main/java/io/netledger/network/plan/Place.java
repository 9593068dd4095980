package io.netledger.network.plan;

import io.netledger.network.endpoint.EndpointOptions;
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
    List<PublishedPort> ports) {}
