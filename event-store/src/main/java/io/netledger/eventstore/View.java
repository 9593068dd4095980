package io.netledger.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Tables that are computed from the log and can be computed again at any time. They live in a
 * schema of their own, which the event store makes and which is in the connection's search path:
 * the view writes all table names without a schema, and no two views of a service have one of a
 * name.
 */
public interface View {

  /** Lower-case letters and underscores, unique in the service: "networks". */
  String name();

  /**
   * Lower-case letters and digits: "1". A new version, for other tables or another meaning, is
   * built from the whole log, beside the old one.
   */
  String version();

  /** The SQL that makes the empty tables and indexes, statements separated by semicolons. */
  String tables();

  /**
   * Brings the tables up to the last event of {@code batch}: consecutive events of the log, at
   * least one, each seen once. Many statements are slow; write a batch with few. The transaction is
   * the event store's: no commit here.
   */
  void apply(Connection connection, List<Recorded> batch) throws SQLException;
}
