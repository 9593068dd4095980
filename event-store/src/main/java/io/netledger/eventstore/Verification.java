package io.netledger.eventstore;

import io.netledger.proof.Hash;

/** What a walk along the hash chain has found. */
public sealed interface Verification {

  /**
   * Every event is as it was written.
   *
   * @param events how many were checked
   * @param head hash of the last one
   */
  record Intact(long events, Hash head) implements Verification {}

  /** The first revision that is not as it was written. */
  record Broken(long revision, Damage damage, String message) implements Verification {}

  /** What happened to the revision, as far as the chain can tell. */
  enum Damage {
    /** Something in the row is not what was hashed. */
    CHANGED,
    /** The row is missing. */
    DROPPED,
    /** The row was written at another revision. */
    REORDERED,
    /** The row was put between two that follow each other. */
    INSERTED
  }
}
