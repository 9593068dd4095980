package io.netledger.network.network;

/**
 * A pool that ipam-service shall open for a network.
 *
 * @param v4 the family to choose from when the subnet is not named
 */
public record WantedPool(RequestedSubnet subnet, boolean v4) {}
