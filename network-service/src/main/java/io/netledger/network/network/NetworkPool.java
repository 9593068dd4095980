package io.netledger.network.network;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.util.Map;
import java.util.Optional;

/**
 * One subnet of a network, as ipam-service gave it.
 *
 * @param id the pool's id in ipam-service
 * @param range part of the subnet that addresses are chosen from
 * @param auxiliary addresses never given to a sandbox, by name
 * @param named the user named the subnet, so addresses may be asked for
 */
public record NetworkPool(
    String id,
    Cidr subnet,
    Cidr range,
    Optional<IpAddress> gateway,
    Map<String, IpAddress> auxiliary,
    boolean named) {

  public NetworkPool {
    auxiliary = Map.copyOf(auxiliary);
  }

  NetworkPool widened(Cidr wider) {
    return new NetworkPool(id, subnet, wider, gateway, auxiliary, named);
  }
}
