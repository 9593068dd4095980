package io.netledger.agent.kernel;

import io.netledger.agent.plan.Change;

/**
 * A change that does not stand in the kernel.
 *
 * @param found what is there instead, in words: "bridge br-0123456789ab was gone"
 */
public record Difference(Change change, String found) {}
