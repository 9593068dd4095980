package io.netledger.network.endpoint;

import io.netledger.address.Mac;
import io.netledger.network.port.PublishedPort;
import java.util.List;
import java.util.Optional;

/**
 * What an endpoint was asked to be.
 *
 * @param host name of the sandbox's host
 * @param wanted one for each family at most
 * @param aliases names beside the sandbox's own
 * @param mac empty: derived from the address
 * @param order position among the sandbox's endpoints, growing
 * @param ports published, as they were claimed
 */
public record EndpointRequest(
    String networkId,
    String sandboxId,
    String host,
    List<WantedAddress> wanted,
    List<String> aliases,
    Optional<Mac> mac,
    String interfaceName,
    int order,
    EndpointOptions options,
    List<PublishedPort> ports) {

  public EndpointRequest {
    wanted = List.copyOf(wanted);
    aliases = List.copyOf(aliases);
    ports = List.copyOf(ports);
  }

  /** One without options and ports. */
  public EndpointRequest(
      String networkId,
      String sandboxId,
      String host,
      List<WantedAddress> wanted,
      List<String> aliases,
      Optional<Mac> mac,
      String interfaceName,
      int order) {
    this(
        networkId,
        sandboxId,
        host,
        wanted,
        aliases,
        mac,
        interfaceName,
        order,
        EndpointOptions.PLAIN,
        List.of());
  }
}
