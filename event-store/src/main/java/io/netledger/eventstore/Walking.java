package io.netledger.eventstore;

import io.netledger.proof.Hash;

/** Hears of each step of a walk along the hash chain. */
@FunctionalInterface
public interface Walking {

  /**
   * Everything up to {@code revision}, whose hash is {@code hash}, is as it was written.
   *
   * @return whether to go on
   */
  boolean sound(long revision, Hash hash);
}
