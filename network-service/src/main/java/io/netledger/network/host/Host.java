package io.netledger.network.host;

/** What is known of a host. */
public sealed interface Host {

  /** Its agent has never said hello. */
  record Unknown() implements Host {}

  /** Its agent has said hello; never stored alone. */
  record Registered(String name) implements Host {}

  /**
   * A kernel of its has told what it can do.
   *
   * @param boot the last that was heard of
   */
  record Booted(String name, Boot boot) implements Host {}
}
