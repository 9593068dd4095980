package io.netledger.network.host;

/** What is known of a host. */
public sealed interface Host {

  /** Its agent has never said hello, or not since the host was removed. */
  record Unknown() implements Host {}

  /** Its agent has said hello; never stored alone. */
  record Registered(String name) implements Host {}

  /**
   * A kernel of its has told what it can do.
   *
   * @param boot the last that was heard of
   * @param drained nothing new is placed there
   */
  record Booted(String name, Boot boot, boolean drained) implements Host {}
}
