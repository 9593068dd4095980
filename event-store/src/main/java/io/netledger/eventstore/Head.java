package io.netledger.eventstore;

import io.netledger.proof.Hash;
import java.time.Instant;

/**
 * The end of the log.
 *
 * @param revision of the last event, 0 if there is none
 * @param hash of it
 * @param time of it
 */
record Head(long revision, Hash hash, Instant time) {

  static final Head START = new Head(0, Hash.NONE, Instant.EPOCH);

  static Head of(Recorded last) {
    return new Head(last.revision(), last.hash(), last.metadata().time());
  }

  boolean sameAs(Head other) {
    return revision == other.revision && hash.equals(other.hash);
  }
}
