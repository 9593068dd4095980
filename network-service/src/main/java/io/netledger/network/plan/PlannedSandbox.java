package io.netledger.network.plan;

import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;

/**
 * A sandbox as an agent needs to know it.
 *
 * @param name others on its networks find it by it
 * @param dns how it asks for names that are not its networks'
 */
public record PlannedSandbox(String id, String name, Namespace namespace, Dns dns) {}
