package io.netledger.network.query;

import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.HostRow;
import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.Row;
import io.netledger.network.view.SandboxRow;
import io.netledger.network.view.ServiceRow;
import io.netledger.network.view.TemporalTable;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How one kind of thing is named by users: by full id, then by name, then by a unique prefix of its
 * id.
 *
 * @param noun in messages
 * @param nameColumn "id" if it has no name beside its id
 * @param missing the refusal when there is none
 * @param ambiguous the refusal when several ids begin so
 */
record Named<R extends Row>(
    TemporalTable<R> table, String noun, String nameColumn, Reason missing, Reason ambiguous) {

  /** What ids and names consist of; all of it sorts before '~'. */
  private static final Pattern REFERENCE = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

  /**
   * The thing that {@code reference} names at {@code revision}.
   *
   * @throws Rejection if there is none, or several ids begin so
   */
  R find(Connection connection, String reference, long revision) throws SQLException {
    if (!REFERENCE.matcher(reference).matches()) {
      throw malformed(reference);
    }
    List<R> found =
        Sql.rows(table, revision)
            .add("and (id = ? or " + nameColumn + " = ?", reference, reference)
            .add("or (id >= ? and id < ?))", reference, reference + "~")
            .add("order by id = ? desc, " + nameColumn + " = ? desc", reference, reference)
            .add("limit 2")
            .read(connection, table.reader());
    if (found.isEmpty()) {
      throw new Rejection(missing, noun + " " + reference + " not found");
    }
    R first = found.getFirst();
    if (found.size() == 1 || isExact(first, reference)) {
      return first;
    }
    throw new Rejection(
        ambiguous, noun + " " + reference + " is ambiguous: several ids begin with it");
  }

  private static boolean isExact(Row row, String reference) {
    return row.id().equals(reference)
        || switch (row) {
          case NetworkRow network -> network.name().equals(reference);
          case SandboxRow sandbox -> sandbox.name().equals(reference);
          case ServiceRow service -> service.name().equals(reference);
          case EndpointRow _ -> false;
          case HostRow _ -> false;
        };
  }

  private Rejection malformed(String reference) {
    if (reference.isEmpty()) {
      return new Rejection(
          Reason.INVALID_ARGUMENT, "the " + noun + " is empty; expected its id, name or a prefix");
    }
    String shown = reference.length() <= 64 ? reference : reference.substring(0, 64) + "…";
    return new Rejection(missing, noun + " " + shown + " not found");
  }
}
