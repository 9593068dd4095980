package io.netledger.network.rules;

import io.netledger.address.IpAddress;
import io.netledger.network.port.Protocol;
import java.util.Optional;

/**
 * A wish to publish a port of a sandbox.
 *
 * @param hostIp empty: what the network says, else all addresses of the host
 * @param hostPort 0: any
 * @param port in the sandbox
 */
public record Publication(Optional<IpAddress> hostIp, int hostPort, int port, Protocol protocol) {}
