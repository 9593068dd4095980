package io.netledger.network.plan;

import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.EndpointOptions;
import io.netledger.network.port.PublishedPort;
import java.util.List;

/**
 * An endpoint as a driver needs to know it.
 *
 * @param interfaceName in the sandbox
 * @param order position among the sandbox's endpoints
 * @param aliases names by which others on the network find the sandbox beside its own
 * @param ports published
 * @param revision of the event that brought it into the plan: an older spec never replaces a newer
 *     one
 */
public record PlannedEndpoint(
    String id,
    String networkId,
    String sandboxId,
    Addressing addressing,
    String interfaceName,
    int order,
    List<String> aliases,
    EndpointOptions options,
    List<PublishedPort> ports,
    long revision) {}
