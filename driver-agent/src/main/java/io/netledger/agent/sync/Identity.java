package io.netledger.agent.sync;

import io.netledger.agent.kernel.Capabilities;
import java.util.Optional;

/**
 * Who the agent is.
 *
 * @param host the host's name
 * @param bootId the kernel's boot id
 * @param reached by which other hosts reach this one; empty: not at all
 * @param capabilities what the kernel can do, and why not the rest
 * @param version of the agent
 */
public record Identity(
    String host,
    String bootId,
    Optional<Reached> reached,
    Capabilities capabilities,
    String version) {}
