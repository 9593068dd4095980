package io.netledger.agent.plan;

/** A network namespace as plans name it: a symbol, because a plan is made before it exists. */
public sealed interface Netns {

  /** The host's own, whichever that is for the kernel that carries a plan out. */
  Host HOST = new Host();

  /** See {@link #HOST}. */
  record Host() implements Netns {
    @Override
    public String toString() {
      return "host";
    }
  }

  /** A sandbox's, by the sandbox's id. */
  record Sandbox(String id) implements Netns {
    @Override
    public String toString() {
      return id;
    }
  }
}
