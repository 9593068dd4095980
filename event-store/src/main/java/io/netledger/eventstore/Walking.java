package io.netledger.eventstore;

/** Hears how far a walk along the hash chain is. */
@FunctionalInterface
public interface Walking {

  /**
   * Everything up to {@code revision}, whose hash is {@code hash}, is as it was written.
   *
   * @return whether to go on
   */
  boolean sound(long revision, Hash hash);
}
