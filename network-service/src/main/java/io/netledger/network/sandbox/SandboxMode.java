package io.netledger.network.sandbox;

/** Whose network stack a sandbox is. */
public enum SandboxMode {
  /** Its own. */
  OWN("own"),
  /** Its host's. */
  HOST("host"),
  /** Its own, with nothing but lo. */
  NONE("none"),
  /** Another sandbox's. */
  CONTAINER("container");

  private final String word;

  SandboxMode(String word) {
    this.word = word;
  }

  /** As users spell it. */
  public String word() {
    return word;
  }
}
