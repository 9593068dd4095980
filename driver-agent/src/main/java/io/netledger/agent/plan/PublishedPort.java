package io.netledger.agent.plan;

import io.netledger.address.IpAddress;
import java.util.Optional;

/**
 * A port of a sandbox that may be reached from everywhere.
 *
 * @param hostIp address of the host, all zeros for every one of its family; empty: the endpoint's
 *     own address
 * @param hostPort 0 without {@code hostIp}
 * @param port in the sandbox
 */
public record PublishedPort(
    Optional<IpAddress> hostIp, int hostPort, int port, Protocol protocol) {}
