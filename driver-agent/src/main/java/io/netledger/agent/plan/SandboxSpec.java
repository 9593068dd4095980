package io.netledger.agent.plan;

import java.util.Optional;

/**
 * What the agent needs to know of a sandbox.
 *
 * @param id 64 hexadecimal digits
 * @param name for people
 * @param donorId the sandbox whose namespace is shared, if it is there; empty: none. Without it the
 *     sandbox keeps what it has.
 */
public record SandboxSpec(String id, String name, Origin origin, Optional<String> donorId) {

  /** One that shares nobody's namespace. */
  public SandboxSpec(String id, String name, Origin origin) {
    this(id, name, origin, Optional.empty());
  }

  public Owner owner() {
    return new Owner.Sandbox(id);
  }

  public Netns.Sandbox netns() {
    return new Netns.Sandbox(id);
  }
}
