package io.netledger.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree over a log: RFC 9162, 2.1. Leaf 0 is revision 1. Everything is put together from the
 * roots of complete subtrees, of which each answer needs some two for each doubling of the log.
 */
public final class MerkleTree {

  private final Subtrees subtrees;
  private final MerkleHash hash = new MerkleHash();

  public MerkleTree(Subtrees subtrees) {
    this.subtrees = subtrees;
  }

  /** The root of the tree over the first {@code size} events. */
  public Hash root(long size) {
    return size == 0 ? MerkleHash.EMPTY : range(0, size);
  }

  /** What proves that a leaf is in the tree of {@code size}, from the leaf upwards: 2.1.3.1. */
  public List<Hash> inclusion(long leaf, long size) {
    List<Hash> path = new ArrayList<>();
    path(leaf, 0, size, path);
    return path;
  }

  /** What proves that the tree of {@code size} begins with that of {@code before}: 2.1.4.1. */
  public List<Hash> consistency(long before, long size) {
    List<Hash> proof = new ArrayList<>();
    if (before > 0 && before < size) {
      extension(before, 0, size, true, proof);
    }
    return proof;
  }

  /** The roots of the largest complete subtrees that the first {@code size} events have. */
  public List<Hash> peaks(long size) {
    List<Hash> peaks = new ArrayList<>();
    long begin = 0;
    while (begin < size) {
      long leaves = Long.highestOneBit(size - begin);
      peaks.add(range(begin, begin + leaves));
      begin += leaves;
    }
    return peaks;
  }

  private void path(long leaf, long begin, long end, List<Hash> path) {
    if (end - begin == 1) {
      return;
    }
    long middle = middle(begin, end);
    if (leaf < middle) {
      path(leaf, begin, middle, path);
      path.add(range(middle, end));
    } else {
      path(leaf, middle, end, path);
      path.add(range(begin, middle));
    }
  }

  /**
   * @param known whether who checks the proof knows the root of [begin, before)
   */
  private void extension(long before, long begin, long end, boolean known, List<Hash> proof) {
    if (before == end) {
      if (!known) {
        proof.add(range(begin, end));
      }
      return;
    }
    long middle = middle(begin, end);
    if (before <= middle) {
      extension(before, begin, middle, known, proof);
      proof.add(range(middle, end));
    } else {
      extension(before, middle, end, false, proof);
      proof.add(range(begin, middle));
    }
  }

  private Hash range(long begin, long end) {
    long leaves = end - begin;
    if (Long.bitCount(leaves) == 1) {
      int level = Long.numberOfTrailingZeros(leaves);
      return subtrees.root(level, begin >> level);
    }
    long middle = middle(begin, end);
    return hash.node(range(begin, middle), range(middle, end));
  }

  /** Left of it are as many leaves as the largest power of two below their number. */
  private static long middle(long begin, long end) {
    return begin + Long.highestOneBit(end - begin - 1);
  }
}
