package io.netledger.agent.plan;

/**
 * What the agent needs to know of a sandbox.
 *
 * @param id 64 hexadecimal digits
 * @param name for people
 */
public record SandboxSpec(String id, String name, Origin origin) {

  public Owner owner() {
    return new Owner.Sandbox(id);
  }

  public Netns.Sandbox netns() {
    return new Netns.Sandbox(id);
  }
}
