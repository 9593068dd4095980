package io.netledger.network.plan;

import io.netledger.network.sandbox.Namespace;

/**
 * A sandbox as an agent needs to know it.
 *
 * @param name for people
 */
public record PlannedSandbox(String id, String name, Namespace namespace) {}
