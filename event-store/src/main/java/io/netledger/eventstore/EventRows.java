package io.netledger.eventstore;

import io.netledger.proof.Hash;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code ledger.event} as events. */
final class EventRows {

  /** Every query for events starts with this. */
  static final String SELECT =
      """
      SELECT revision, category, stream, sequence, type, payload, recorded_at, actor, client_address,
             request_id, request_digest, claims_request, correlation, causation, reason,
             previous_hash, hash
      FROM ledger.event
      """;

  private EventRows() {}

  static List<Recorded> list(PreparedStatement query) throws SQLException {
    List<Recorded> events = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        events.add(event(rows));
      }
    }
    return events;
  }

  static Recorded event(ResultSet row) throws SQLException {
    return new Recorded(
        row.getLong(1),
        new StreamId(row.getString(2), row.getString(3)),
        row.getLong(4),
        new Payload(row.getString(5), row.getBytes(6)),
        metadata(row),
        new Hash(row.getBytes(16)),
        new Hash(row.getBytes(17)));
  }

  private static Metadata metadata(ResultSet row) throws SQLException {
    return new Metadata(
        row.getObject(7, OffsetDateTime.class).toInstant(),
        new Origin(
            row.getString(8),
            row.getString(9),
            row.getString(10),
            row.getString(11),
            row.getString(13),
            row.getString(14),
            row.getString(15)),
        row.getBoolean(12));
  }
}
