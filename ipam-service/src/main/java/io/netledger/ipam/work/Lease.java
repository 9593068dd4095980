package io.netledger.ipam.work;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;

/**
 * One address that somebody holds.
 *
 * @param subnet of the pool
 */
public record Lease(String poolId, Cidr subnet, IpAddress address, String holder) {}
