package io.netledger.eventstore;

import io.netledger.proof.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds to the subtrees that are kept those that the log has completed since. Replicas may do it at
 * the same time: they come to the same.
 */
final class SubtreeGrowth {

  /** Subtrees stored at once. */
  private static final int BATCH = 64;

  private final Connection connection;

  SubtreeGrowth(Connection connection) {
    this.connection = connection;
  }

  /** Until all complete subtrees of the first {@code size} events are kept. */
  void growTo(long size) throws SQLException {
    for (int level = KeptSubtrees.HEIGHT; size >> level > 0; level += KeptSubtrees.HEIGHT) {
      long complete = size >> level;
      for (long next = kept(level); next < complete; next += BATCH) {
        grow(level, next, (int) Math.min(BATCH, complete - next));
      }
    }
  }

  private long kept(int level) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "SELECT coalesce(max(position) + 1, 0) FROM ledger.subtree WHERE level = ?")) {
      query.setInt(1, level);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void grow(int level, long first, int count) throws SQLException {
    KeptSubtrees subtrees = new KeptSubtrees(connection);
    int width = KeptSubtrees.WIDTH;
    List<Hash> below = subtrees.hashes(level - KeptSubtrees.HEIGHT, first * width, count * width);
    if (below.size() < count * width) {
      throw new LogDamaged(
          "of the revisions %d to %d some are missing"
              .formatted(first * width + 1, (first + count) * width));
    }
    List<Hash> roots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      roots.add(subtrees.fold(below.subList(i * width, (i + 1) * width)));
    }
    insert(level, first, roots);
  }

  private void insert(int level, long first, List<Hash> roots) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO ledger.subtree SELECT ?, ? + r.n - 1, r.hash"
                + " FROM unnest(?::bytea[]) WITH ORDINALITY AS r (hash, n) ON CONFLICT DO NOTHING")) {
      insert.setInt(1, level);
      insert.setLong(2, first);
      insert.setArray(
          3,
          connection.createArrayOf(
              "bytea", roots.stream().map(Hash::bytes).toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }
}
