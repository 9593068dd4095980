package io.netledger.network.rules;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.network.endpoint.EndpointOptions;
import java.util.List;
import java.util.Optional;

/**
 * A wish to connect a sandbox to a network.
 *
 * @param network id, name or prefix of an id
 * @param sandbox id, name or prefix of an id
 * @param v4 empty: any
 * @param v6 empty: any
 * @param mac empty: derived
 * @param interfaceName empty: "eth" and the lowest number that is free
 * @param publish ports of the sandbox
 */
public record Connection(
    String network,
    String sandbox,
    Optional<IpAddress> v4,
    Optional<IpAddress> v6,
    List<String> aliases,
    Optional<Mac> mac,
    Optional<String> interfaceName,
    EndpointOptions options,
    List<Publication> publish) {

  public Connection {
    aliases = List.copyOf(aliases);
    publish = List.copyOf(publish);
  }

  /** One without options and ports. */
  public Connection(
      String network,
      String sandbox,
      Optional<IpAddress> v4,
      Optional<IpAddress> v6,
      List<String> aliases,
      Optional<Mac> mac,
      Optional<String> interfaceName) {
    this(network, sandbox, v4, v6, aliases, mac, interfaceName, EndpointOptions.PLAIN, List.of());
  }
}
