package io.netledger.agent.plan;

import io.netledger.address.Cidr;
import io.netledger.address.Mac;
import java.util.List;

/**
 * What a driver needs to know of an endpoint.
 *
 * @param id 64 hexadecimal digits
 * @param addresses with the length of their subnet's prefix
 * @param interfaceName in the sandbox, 1 to 15 bytes
 * @param order position among the sandbox's endpoints: among those of one gateway priority the
 *     lowest with a gateway has the default route
 * @param revision of the endpoint's last event: an older spec never replaces a newer one
 * @param aliases names by which others on the network find the sandbox beside its own
 * @param ports what others reach it by
 */
public record EndpointSpec(
    String id,
    String networkId,
    String sandboxId,
    List<Cidr> addresses,
    Mac mac,
    String interfaceName,
    int order,
    long revision,
    EndpointOptions options,
    List<String> aliases,
    List<PublishedPort> ports) {

  public EndpointSpec {
    addresses = List.copyOf(addresses);
    aliases = List.copyOf(aliases);
    ports = List.copyOf(ports);
  }

  /** One without options, aliases and ports. */
  public EndpointSpec(
      String id,
      String networkId,
      String sandboxId,
      List<Cidr> addresses,
      Mac mac,
      String interfaceName,
      int order,
      long revision) {
    this(
        id,
        networkId,
        sandboxId,
        addresses,
        mac,
        interfaceName,
        order,
        revision,
        EndpointOptions.PLAIN,
        List.of(),
        List.of());
  }

  public Owner owner() {
    return new Owner.Endpoint(id);
  }

  /** What must be there before it. */
  public List<Owner> needs() {
    return List.of(new Owner.Network(networkId), new Owner.Sandbox(sandboxId));
  }

  public Netns.Sandbox netns() {
    return new Netns.Sandbox(sandboxId);
  }
}
