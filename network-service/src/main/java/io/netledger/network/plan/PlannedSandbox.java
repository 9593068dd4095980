package io.netledger.network.plan;

import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxSettings;
import java.util.Optional;

/**
 * A sandbox as an agent needs to know it.
 *
 * @param name others on its networks find it by it
 * @param dns how it asks for names that are not its networks'
 * @param serviceId the service whose ingress it is
 */
public record PlannedSandbox(
    String id, String name, Namespace namespace, Dns dns, Optional<String> serviceId) {

  static PlannedSandbox of(String id, SandboxSettings settings) {
    return new PlannedSandbox(
        id, settings.name(), settings.namespace(), settings.dns(), settings.serviceId());
  }
}
