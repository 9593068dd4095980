package io.netledger.agent.sync;

/**
 * Something that may be drift. The kernel does not always say who did a thing, so most of what is
 * heard is the echo of what the agent itself has done.
 */
sealed interface Suspicion {

  /** Something has happened to a link of the host. */
  record OfLink(String name) implements Suspicion {}

  /** An address is gone from some link of the host; with its prefix length. */
  record OfAddress(String prefix) implements Suspicion {}

  /** Anything may have happened. */
  record Anything() implements Suspicion {}
}
