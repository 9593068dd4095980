package io.netledger.network.query;

import static java.util.stream.Collectors.toMap;

import io.netledger.network.sandbox.SandboxMode;
import io.netledger.network.view.SandboxRow;
import io.netledger.network.view.Tables;
import io.netledger.refusal.Reason;
import io.netledger.wire.Filter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers GetSandbox and ListSandboxes. */
public final class SandboxQueries {

  private static final String CALL = "ListSandboxes";
  private static final Set<String> KEYS =
      Set.of("host", "id", "label", "mode", "name", "network", "state");
  private static final Map<String, String> STATES =
      Map.of(
          "pending", "PENDING",
          "ready", "READY",
          "failed", "FAILED",
          "removing", "REMOVING");
  private static final Map<String, String> MODES =
      Arrays.stream(SandboxMode.values()).collect(toMap(SandboxMode::word, SandboxMode::word));
  private static final Named<SandboxRow> NAMED =
      new Named<>(
          Tables.SANDBOXES, "sandbox", "name", Reason.SANDBOX_NOT_FOUND, Reason.SANDBOX_AMBIGUOUS);

  private final TopologyReads reads;

  public SandboxQueries(TopologyReads reads) {
    this.reads = reads;
  }

  /**
   * The sandbox with that id, name or prefix.
   *
   * @param asOf the revision that is asked about; empty: the newest
   * @throws io.netledger.refusal.Rejection SANDBOX_NOT_FOUND, SANDBOX_AMBIGUOUS
   */
  public Answer<Connected<SandboxRow>> get(String reference, Optional<Long> asOf) {
    return reads.at(
        asOf,
        (connection, revision) -> {
          SandboxRow row = NAMED.find(connection, reference, revision);
          return new Connected<>(
              row, EndpointQueries.of(connection, "sandbox_id", row.id(), revision));
        });
  }

  /**
   * Sandboxes that are not removed.
   *
   * @throws io.netledger.refusal.Rejection FILTER_INVALID, PAGE_TOKEN_INVALID
   */
  public Listed<SandboxRow> list(PageRequest request) {
    Filter filter = Filter.parse(request.filter(), KEYS);
    List<String> states = Spellings.values(filter, "state", STATES);
    List<String> modes = Spellings.values(filter, "mode", MODES);
    return reads.page(
        CALL,
        request,
        Tables.SANDBOXES,
        half -> {
          Sql sql =
              half.rows(Tables.SANDBOXES)
                  .andAny("host", filter.values("host"))
                  .andContains("id", filter.values("id"))
                  .andContains("name", filter.values("name"))
                  .andAny("state", states)
                  .andAny("mode", modes);
          Labels.andAll(sql, filter.values("label"));
          return filter.values("network").isEmpty()
              ? sql
              : andOn(sql, filter.values("network"), half.revision());
        });
  }

  private static Sql andOn(Sql sql, List<String> networks, long revision) {
    return sql.add("and id in (select sandbox_id from")
        .at(Tables.ENDPOINTS, revision)
        .add("where state <> 'GONE'")
        .andAny("network_id", "network", networks)
        .add(")");
  }
}
