package io.netledger.eventstore;

import io.netledger.proof.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The checkpoints that are kept beside the log. Throws {@link StoreUnavailable}. */
public final class Checkpoints {

  private static final String SELECT = "SELECT size, root, signed_at, note FROM ledger.checkpoint ";

  private final DataSource database;

  Checkpoints(DataSource database) {
    this.database = database;
  }

  /** The one of the largest log; empty: none was signed yet. */
  public Optional<SignedCheckpoint> newest() {
    return ask(SELECT + "ORDER BY size DESC LIMIT 1").stream().findFirst();
  }

  /** At most {@code limit} of logs longer than {@code size}, the shortest first. */
  public List<SignedCheckpoint> after(long size, int limit) {
    return ask(SELECT + "WHERE size > ? ORDER BY size LIMIT ?", size, limit);
  }

  /** Keeps it; if another replica has kept one of that size, nothing. */
  void keep(SignedCheckpoint checkpoint) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO ledger.checkpoint (size, root, signed_at, note)"
                    + " VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      insert.setLong(1, checkpoint.size());
      insert.setBytes(2, checkpoint.root().bytes());
      insert.setObject(3, OffsetDateTime.ofInstant(checkpoint.signedAt(), ZoneOffset.UTC));
      insert.setString(4, checkpoint.note());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot keep a checkpoint", e);
    }
  }

  private List<SignedCheckpoint> ask(String sql, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        query.setObject(i + 1, parameters[i]);
      }
      List<SignedCheckpoint> found = new ArrayList<>();
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(
              new SignedCheckpoint(
                  rows.getLong(1),
                  new Hash(rows.getBytes(2)),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  rows.getString(4)));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreUnavailable("cannot read the checkpoints", e);
    }
  }
}
