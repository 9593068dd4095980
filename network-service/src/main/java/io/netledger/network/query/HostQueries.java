package io.netledger.network.query;

import io.netledger.network.view.HostRow;
import io.netledger.network.view.Tables;
import io.netledger.refusal.Reason;
import io.netledger.wire.Filter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers GetHost and ListHosts, but for what only the host's stream knows. */
public final class HostQueries {

  private static final String CALL = "ListHosts";
  private static final Set<String> KEYS = Set.of("name", "connected");
  private static final Map<String, String> TRUTHS = Map.of("true", "true", "false", "false");
  private static final Named<HostRow> NAMED =
      new Named<>(Tables.HOSTS, "host", "id", Reason.HOST_NOT_FOUND, Reason.HOST_AMBIGUOUS);

  private final TopologyReads reads;

  public HostQueries(TopologyReads reads) {
    this.reads = reads;
  }

  /** A host and how many things it has. */
  public record Counted(HostRow row, int sandboxes, int endpoints) {}

  /**
   * The host with that name or prefix of it.
   *
   * @param asOf the revision that is asked about; empty: the newest
   * @throws io.netledger.refusal.Rejection HOST_NOT_FOUND, HOST_AMBIGUOUS
   */
  public Answer<Counted> get(String reference, Optional<Long> asOf) {
    return reads.at(
        asOf,
        (connection, revision) -> {
          HostRow row = NAMED.find(connection, reference, revision);
          return counting(revision)
              .at(Tables.HOSTS, revision)
              .add("where id = ?", row.id())
              .read(connection, HostQueries::read)
              .getFirst();
        });
  }

  /**
   * Hosts, the oldest first.
   *
   * @param connected the names of those on the line now
   * @throws io.netledger.refusal.Rejection FILTER_INVALID, PAGE_TOKEN_INVALID
   */
  public Listed<Counted> list(PageRequest request, Set<String> connected) {
    Filter filter = Filter.parse(request.filter(), KEYS);
    List<String> wanted = Spellings.values(filter, "connected", TRUTHS);
    if (!wanted.isEmpty() && request.asOf().isPresent()) {
      throw Spellings.invalid("connected; expected it without as_of: the log does not know it");
    }
    return reads.page(
        CALL,
        request,
        half -> {
          Sql sql =
              half.where(counting(half.revision()).add(Tables.HOSTS.name()))
                  .andContains("id", filter.values("name"));
          return wanted.isEmpty()
              ? sql
              : sql.add(
                  "and (id = any (?))::text = any (?)",
                  Sql.words(List.copyOf(connected)),
                  Sql.words(wanted));
        },
        HostQueries::read,
        counted -> counted.row().createdRevision());
  }

  private static Sql counting(long revision) {
    return new Sql()
        .add("select *, (select count(*) from")
        .at(Tables.SANDBOXES, revision)
        .add("where host = hosts.id) as sandbox_count, (select count(*) from")
        .at(Tables.ENDPOINTS, revision)
        .add("where host = hosts.id and state <> 'GONE') as endpoint_count from");
  }

  private static Counted read(ResultSet row) throws SQLException {
    return new Counted(
        Tables.HOSTS.reader().read(row), row.getInt("sandbox_count"), row.getInt("endpoint_count"));
  }
}
