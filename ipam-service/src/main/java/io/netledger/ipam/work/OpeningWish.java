package io.netledger.ipam.work;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.pool.PoolWish;
import io.netledger.ipam.pool.PoolWish.Gateway;
import io.netledger.ipam.space.SpaceCommand.SubnetWish;
import java.util.Map;

/**
 * A pool as it is asked for.
 *
 * @param poolId of the pool, if a new one is opened; drawn for it
 * @param auxiliary addresses never to be given out, by name
 */
public record OpeningWish(
    String poolId,
    String space,
    SubnetWish subnet,
    Gateway gateway,
    Map<String, IpAddress> auxiliary,
    String owner) {

  public OpeningWish {
    auxiliary = Map.copyOf(auxiliary);
  }

  PoolWish in(Cidr subnet, Cidr range) {
    return new PoolWish(space, subnet, range, gateway, auxiliary, owner);
  }
}
