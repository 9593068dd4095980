package io.netledger.wire;

import io.netledger.refusal.Rejection;

/**
 * Hears who was turned away at the door of a server, so that the ledger has it. May block. Of
 * callers that nobody knows it hears nothing.
 */
@FunctionalInterface
public interface Denials {

  /** Hears and forgets. */
  Denials UNHEARD = (_, _, _) -> {};

  /**
   * A caller was turned away.
   *
   * @param method full name of the call; empty: it was turned away before any call
   */
  void denied(Caller caller, String method, Rejection refusal);
}
