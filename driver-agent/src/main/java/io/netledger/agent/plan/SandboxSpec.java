package io.netledger.agent.plan;

import java.util.Optional;

/**
 * What the agent needs to know of a sandbox.
 *
 * @param id 64 hexadecimal digits
 * @param name others on its networks find it by it
 * @param donorId the sandbox whose namespace is shared, if it is there; empty: none. Without it the
 *     sandbox keeps what it has.
 * @param dns how it asks for names that are not its networks'
 * @param serviceId the service whose ingress it is
 */
public record SandboxSpec(
    String id,
    String name,
    Origin origin,
    Optional<String> donorId,
    Dns dns,
    Optional<String> serviceId) {

  /** One that is no service's ingress. */
  public SandboxSpec(String id, String name, Origin origin, Optional<String> donorId, Dns dns) {
    this(id, name, origin, donorId, dns, Optional.empty());
  }

  /** One that shares nobody's namespace and asks as its host does. */
  public SandboxSpec(String id, String name, Origin origin) {
    this(id, name, origin, Optional.empty(), Dns.OF_HOST);
  }

  public Owner owner() {
    return new Owner.Sandbox(id);
  }

  public Netns.Sandbox netns() {
    return new Netns.Sandbox(id);
  }
}
