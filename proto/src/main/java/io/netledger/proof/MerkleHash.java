package io.netledger.proof;

import java.security.MessageDigest;

/**
 * How the tree over a log is hashed: RFC 9162, 2.1.1. A leaf is the hash of an event, the 32 bytes
 * that {@link EventHash} gives. Not for several threads at once.
 */
public final class MerkleHash {

  /** Of a tree without leaves. */
  static final Hash EMPTY = new Hash(Hash.sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest sha256 = Hash.sha256();

  /** The leaf of an event. */
  public Hash leaf(Hash event) {
    sha256.update(LEAF);
    return new Hash(sha256.digest(event.bytes()));
  }

  /** What two subtrees have above them. */
  public Hash node(Hash left, Hash right) {
    sha256.update(NODE);
    sha256.update(left.bytes());
    return new Hash(sha256.digest(right.bytes()));
  }
}
