package io.netledger.network.endpoint;

import io.netledger.address.IpAddress;
import java.util.Optional;

/**
 * Which address of which pool is wanted.
 *
 * @param poolId the pool's id in ipam-service
 * @param address empty: any
 * @param gateway the pool's gateway
 */
public record WantedAddress(
    String poolId, Optional<IpAddress> address, Optional<IpAddress> gateway) {}
