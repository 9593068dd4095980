package io.netledger.ipam.view;

import io.netledger.address.IpAddress;
import java.time.Instant;

/**
 * An address that was held at a revision.
 *
 * @param prefixLength of the pool's subnet
 * @param allocatedRevision of its AddressAllocated event
 */
public record LeaseRow(
    String poolId,
    IpAddress address,
    int prefixLength,
    String holder,
    Instant allocatedAt,
    long allocatedRevision) {}
