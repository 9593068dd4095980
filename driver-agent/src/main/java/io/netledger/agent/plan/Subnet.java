package io.netledger.agent.plan;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import java.util.Optional;

/**
 * One address range of a network.
 *
 * @param cidr without host bits
 * @param gateway the host's address in it; empty: none
 */
public record Subnet(Cidr cidr, Optional<IpAddress> gateway) {}
