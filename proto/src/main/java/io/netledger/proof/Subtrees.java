package io.netledger.proof;

/** Knows the complete subtrees of the tree over a log. */
@FunctionalInterface
public interface Subtrees {

  /**
   * The root of a subtree that has all of its leaves.
   *
   * @param level it has 2^level leaves
   * @param position among those of its level, from the left: 0, 1, 2, …
   */
  Hash root(int level, long position);
}
