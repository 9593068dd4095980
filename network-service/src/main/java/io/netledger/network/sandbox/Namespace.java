package io.netledger.network.sandbox;

/** Where the network namespace of a sandbox comes from. */
public sealed interface Namespace {

  /** The agent makes one. */
  record Made() implements Namespace {}

  /** One that is there, by its file on the host. */
  record AtPath(String path) implements Namespace {}

  /** One that is there, by a process in it. */
  record OfProcess(int pid) implements Namespace {}

  /** The host's own. */
  record OfHost() implements Namespace {}

  /**
   * Another sandbox's.
   *
   * @param gone nobody has the donor's name now; the id is that of the last one
   */
  record OfDonor(String donorId, String donor, boolean gone) implements Namespace {}

  /**
   * The agent's, as {@link Made}, but the one in which a guest waits for a donor of this name, if
   * there is one.
   */
  record OfGuest(String guestId) implements Namespace {}
}
