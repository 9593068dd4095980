package io.netledger.agent.sync;

import io.netledger.agent.kernel.Capabilities;

/**
 * Who the agent is.
 *
 * @param host the host's name
 * @param bootId the kernel's boot id
 * @param underlayAddress by which other hosts reach this one; empty: none
 * @param capabilities what the kernel can do, and why not the rest
 * @param version of the agent
 */
public record Identity(
    String host,
    String bootId,
    String underlayAddress,
    Capabilities capabilities,
    String version) {}
