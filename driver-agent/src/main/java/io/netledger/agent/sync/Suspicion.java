package io.netledger.agent.sync;

import io.netledger.agent.kernel.Depth;
import io.netledger.agent.netlink.route.NeighbourChange;

/**
 * Something that may be drift. The kernel does not always say who did a thing, so most of what is
 * heard is the echo of what the agent itself has done.
 */
sealed interface Suspicion {

  /** Something has happened to a link of the host. */
  record OfLink(String name) implements Suspicion {}

  /** An address is gone from some link of the host; with its prefix length. */
  record OfAddress(String prefix) implements Suspicion {}

  /** A link of the host knows something else of a neighbour. */
  record OfNeighbour(NeighbourChange.Known change) implements Suspicion {}

  /**
   * Something has happened inside a sandbox.
   *
   * @param namespace the number of its namespace
   * @param by the port of the socket that did it; 0: not known
   * @param depth how much of it to look at
   */
  record Inside(int namespace, int by, Depth depth) implements Suspicion {}

  /** Anything may have happened. */
  record Anything() implements Suspicion {}
}
