package io.netledger.ipam.space;

import io.netledger.address.Cidr;

/** What may be wished of a space. */
public sealed interface SpaceCommand {

  /**
   * A subnet for a pool.
   *
   * @param poolId of the pool, if a new one is needed
   * @param owner who asks; asking again changes nothing
   */
  record ReserveSubnet(String poolId, String owner, SubnetWish wish) implements SpaceCommand {}

  /** A larger part of its subnet for a pool. */
  record WidenRange(String poolId, Cidr range) implements SpaceCommand {}

  record ReturnSubnet(String poolId) implements SpaceCommand {}

  /** Which subnet is wanted. */
  sealed interface SubnetWish {

    /**
     * This one.
     *
     * @param range the part of it that the pool chooses addresses from; equal for all of it
     */
    record Exactly(Cidr subnet, Cidr range) implements SubnetWish {}

    /** The next one of {@code defaults} of the family that overlaps nothing. */
    record AnyDefault(boolean v4, DefaultPools defaults) implements SubnetWish {}
  }
}
