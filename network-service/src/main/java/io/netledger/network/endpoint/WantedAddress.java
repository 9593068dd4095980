package io.netledger.network.endpoint;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which address of which pool is wanted.
 *
 * @param poolId the pool's id in ipam-service
 * @param address empty: any
 * @param gateway the pool's gateway
 * @param others pools of the same family that give the address where any will do and the first has
 *     none left
 */
public record WantedAddress(
    String poolId, Optional<IpAddress> address, Optional<IpAddress> gateway, List<Other> others) {

  /** Another pool of the family. */
  public record Other(String poolId, Optional<IpAddress> gateway) {}

  public WantedAddress {
    others = List.copyOf(others);
  }

  /** Of this pool or of none. */
  public WantedAddress(String poolId, Optional<IpAddress> address, Optional<IpAddress> gateway) {
    this(poolId, address, gateway, List.of());
  }

  /** All pools that may give it, in order. */
  public List<String> poolIds() {
    return Stream.concat(Stream.of(poolId), others.stream().map(Other::poolId)).toList();
  }

  /** The gateways of all pools that may give it. */
  public List<IpAddress> gateways() {
    return Stream.concat(
            gateway.stream(), others.stream().flatMap(other -> other.gateway().stream()))
        .toList();
  }

  /** The gateway of the pool that has given {@code address}. */
  public Optional<IpAddress> gatewayOf(Cidr address) {
    return gateways().stream().filter(address.network()::contains).findFirst();
  }
}
