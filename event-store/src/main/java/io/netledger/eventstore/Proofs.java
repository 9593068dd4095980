package io.netledger.eventstore;

import io.netledger.proof.Hash;
import io.netledger.proof.MerkleTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Proves what is in the log, from the Merkle tree over its events; see {@link MerkleTree}. Sizes
 * are at most the log's head. Every method asks the database, a few questions however long the log
 * is, and throws {@link StoreUnavailable} if it does not answer, {@link LogDamaged} if events are
 * missing.
 */
public final class Proofs {

  private final DataSource database;

  Proofs(DataSource database) {
    this.database = database;
  }

  /** The root of the tree over the first {@code size} events. */
  public Hash root(long size) {
    return tree(size, tree -> tree.root(size));
  }

  /** The roots of the complete subtrees of the first {@code size} events. */
  public List<Hash> peaks(long size) {
    return tree(size, tree -> tree.peaks(size));
  }

  /** What proves that {@code revision} is among the first {@code size} events. */
  public List<Hash> inclusion(long revision, long size) {
    return tree(size, tree -> tree.inclusion(revision - 1, size));
  }

  /** What proves that the first {@code size} events begin with the first {@code before}. */
  public List<Hash> consistency(long before, long size) {
    return tree(size, tree -> tree.consistency(before, size));
  }

  private <T> T tree(long size, Function<MerkleTree, T> question) {
    try (Connection connection = database.getConnection()) {
      new SubtreeGrowth(connection).growTo(size);
      return question.apply(new MerkleTree(new KeptSubtrees(connection)));
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot read the tree", e);
    }
  }
}
