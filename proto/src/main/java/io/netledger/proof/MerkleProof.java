package io.netledger.proof;

import java.util.Iterator;
import java.util.List;

/** Checks proofs, with nothing but what is given: RFC 9162, 2.1.3.2 and 2.1.4.2. */
public final class MerkleProof {

  private MerkleProof() {}

  /**
   * Whether {@code event} is leaf {@code leaf} of the tree with {@code size} leaves and {@code
   * root}.
   */
  public static boolean isIncluded(Hash event, long leaf, long size, List<Hash> path, Hash root) {
    if (leaf < 0 || leaf >= size) {
      return false;
    }
    MerkleHash hash = new MerkleHash();
    Way way = new Way(leaf, size - 1);
    Hash reached = hash.leaf(event);
    for (Hash beside : path) {
      if (way.isAtTop()) {
        return false;
      }
      reached = way.isRight() ? hash.node(beside, reached) : hash.node(reached, beside);
      way.up();
    }
    return way.isAtTop() && reached.equals(root);
  }

  /** Whether the tree of {@code after} begins with all leaves of that of {@code before}. */
  public static boolean isExtension(Checkpoint before, Checkpoint after, List<Hash> proof) {
    if (before.size() == 0 || before.size() == after.size()) {
      return proof.isEmpty()
          && (before.size() == 0
              ? before.root().equals(MerkleHash.EMPTY)
              : before.root().equals(after.root()));
    }
    if (before.size() > after.size() || proof.isEmpty()) {
      return false;
    }
    MerkleHash hash = new MerkleHash();
    Way way = new Way(before.size() - 1, after.size() - 1);
    way.climbWhileRight();
    Iterator<Hash> hashes = proof.iterator();
    // A complete tree is a subtree of the larger one, and its root is known.
    Hash old = Long.bitCount(before.size()) == 1 ? before.root() : hashes.next();
    Hash now = old;
    while (hashes.hasNext()) {
      Hash beside = hashes.next();
      if (way.isAtTop()) {
        return false;
      }
      if (way.isRight()) {
        old = hash.node(beside, old);
        now = hash.node(beside, now);
      } else {
        now = hash.node(now, beside);
      }
      way.up();
    }
    return way.isAtTop() && old.equals(before.root()) && now.equals(after.root());
  }

  /** From a node up to the root, beside the last node of each level. */
  private static final class Way {

    private long node;
    private long last;

    Way(long node, long last) {
      this.node = node;
      this.last = last;
    }

    boolean isAtTop() {
      return last == 0;
    }

    /** Whether the node has its sibling to the left. */
    boolean isRight() {
      return (node & 1) == 1 || node == last;
    }

    /** To the parent; a last node without a sibling is its own parent until it has one. */
    void up() {
      if (isRight()) {
        while ((node & 1) == 0 && node != 0) {
          step();
        }
      }
      step();
    }

    void climbWhileRight() {
      while ((node & 1) == 1) {
        step();
      }
    }

    private void step() {
      node >>= 1;
      last >>= 1;
    }
  }
}
