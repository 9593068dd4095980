package io.netledger.eventstore;

import io.netledger.proof.Hash;
import io.netledger.proof.MerkleHash;
import io.netledger.proof.Subtrees;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The subtrees of the tree over the log, for one question: every eighth level is kept in the
 * database, what lies between is computed from at most 256 hashes below it.
 */
final class KeptSubtrees implements Subtrees {

  /** Levels from one that is kept to the next; level 0 are the events themselves. */
  static final int HEIGHT = 8;

  /** Hashes below one that is kept. */
  static final int WIDTH = 1 << HEIGHT;

  private static final String EVENTS =
      "SELECT hash FROM ledger.event WHERE revision > ? AND revision <= ? ORDER BY revision";
  private static final String KEPT =
      "SELECT hash FROM ledger.subtree"
          + " WHERE level = ? AND position >= ? AND position < ? ORDER BY position";

  private final Connection connection;
  private final MerkleHash hash = new MerkleHash();
  private final Map<Tile, List<Hash>> read = new HashMap<>();

  /** Hashes beside each other that have one above them. */
  private record Tile(int level, long position) {}

  KeptSubtrees(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Hash root(int level, long position) {
    int kept = level / HEIGHT * HEIGHT;
    int width = 1 << (level - kept);
    long first = position * width;
    List<Hash> tile = read.computeIfAbsent(new Tile(kept, first / WIDTH), this::read);
    int from = (int) (first % WIDTH);
    if (from + width > tile.size()) {
      throw new LogDamaged(
          "hashes %d to %d of level %d of the tree are not there"
              .formatted(first, first + width - 1, kept));
    }
    return fold(tile.subList(from, from + width));
  }

  private List<Hash> read(Tile tile) {
    try {
      return hashes(tile.level(), tile.position() * WIDTH, WIDTH);
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot read the tree", e);
    }
  }

  /** At most {@code limit} of a level that is kept, beside each other. */
  List<Hash> hashes(int level, long first, int limit) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(level == 0 ? EVENTS : KEPT)) {
      int parameter = 1;
      if (level > 0) {
        query.setInt(parameter++, level);
      }
      query.setLong(parameter++, first);
      query.setLong(parameter, first + limit);
      List<Hash> hashes = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Hash row = new Hash(rows.getBytes(1));
          hashes.add(level == 0 ? hash.leaf(row) : row);
        }
      }
      return hashes;
    }
  }

  /** The root over hashes beside each other, as many as a power of two. */
  Hash fold(List<Hash> row) {
    if (row.size() == 1) {
      return row.getFirst();
    }
    int middle = row.size() / 2;
    return hash.node(fold(row.subList(0, middle)), fold(row.subList(middle, row.size())));
  }
}
