package io.netledger.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of the tree over a log that is read from left to right: enough to know the root
 * after each event. Not for several threads at once.
 */
public final class Frontier {

  private final MerkleHash hash = new MerkleHash();
  private final List<Hash> peaks;
  private long size;

  private Frontier(long size, List<Hash> peaks) {
    this.size = size;
    this.peaks = new ArrayList<>(peaks);
  }

  /** Before the first event. */
  public static Frontier atBeginning() {
    return new Frontier(0, List.of());
  }

  /**
   * After the first {@code size} events.
   *
   * @param peaks as {@link MerkleTree#peaks} gives them
   * @throws IllegalArgumentException if a tree of that size has another number of them
   */
  public static Frontier after(long size, List<Hash> peaks) {
    if (size < 0 || peaks.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(
          "%d subtrees; a tree of %d leaves has %d"
              .formatted(peaks.size(), size, Long.bitCount(size)));
    }
    return new Frontier(size, peaks);
  }

  /** Takes the next event in. */
  public void add(Hash event) {
    Hash right = hash.leaf(event);
    for (long left = size; (left & 1) == 1; left >>= 1) {
      right = hash.node(peaks.removeLast(), right);
    }
    peaks.add(right);
    size++;
  }

  /** How many events were taken in. */
  public long size() {
    return size;
  }

  /** The root of the tree over them. */
  public Hash root() {
    if (peaks.isEmpty()) {
      return MerkleHash.EMPTY;
    }
    Hash root = peaks.getLast();
    for (Hash left : peaks.reversed().subList(1, peaks.size())) {
      root = hash.node(left, root);
    }
    return root;
  }
}
