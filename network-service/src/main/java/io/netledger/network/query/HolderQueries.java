package io.netledger.network.query;

import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.Tables;
import io.netledger.wire.Page;
import io.netledger.wire.PageToken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Answers WhoHad. */
public final class HolderQueries {

  private final TopologyReads reads;

  public HolderQueries(TopologyReads reads) {
    this.reads = reads;
  }

  /**
   * Endpoints that had something, those that got it first come first.
   *
   * @param subject as {@link io.netledger.network.view.Traces} spells it
   * @param request its moment chooses those who had it then; its filter is not looked at
   * @throws io.netledger.refusal.Rejection PAGE_TOKEN_INVALID
   */
  public Listed<Held> holders(String subject, PageRequest request) {
    String list = "WhoHad" + subject + request.asOf().map(revision -> "@" + revision).orElse("");
    Page page = Page.of(request.size(), request.token(), list);
    Answer<List<Held>> found =
        reads.newest((connection, newest) -> {
          long revision = page.revision().orElse(newest);
          Sql sql =
              new Sql()
                  .add("select traces.from_revision as since, endpoints.* from traces")
                  .add("join endpoints on id = endpoint_id and to_revision is null")
                  .add(
                      "where subject = ? and traces.from_revision > ?",
                      subject,
                      page.after().orElse(0L))
                  .add("and traces.from_revision <= ?", request.asOf().orElse(revision));
          request
              .asOf()
              .ifPresent(then ->
                  sql.add("and not (state = 'GONE' and endpoints.from_revision <= ?)", then));
          return sql.add("order by traces.from_revision limit ?", page.size() + 1)
              .read(connection, row -> held(row, revision));
        });
    long revision = page.revision().orElse(found.revision());
    return cut(list, page.size(), revision, found.value());
  }

  /** What was gone only after the pinned revision had it still. */
  private static Held held(ResultSet row, long revision) throws SQLException {
    EndpointRow endpoint = Tables.ENDPOINTS.reader().read(row);
    long changed = row.getLong("from_revision");
    boolean gone = endpoint.status() == EndpointRow.Status.GONE && changed <= revision;
    return new Held(endpoint, row.getLong("since"), gone ? Optional.of(changed) : Optional.empty());
  }

  private static Listed<Held> cut(String list, int size, long revision, List<Held> found) {
    if (found.size() <= size) {
      return new Listed<>(revision, found, "");
    }
    List<Held> page = found.subList(0, size);
    String last = Long.toString(page.getLast().from());
    return new Listed<>(revision, page, new PageToken(list, revision, last).toString());
  }
}
