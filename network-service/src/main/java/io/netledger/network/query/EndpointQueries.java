package io.netledger.network.query;

import io.netledger.address.IpAddress;
import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.Json;
import io.netledger.network.view.Tables;
import io.netledger.refusal.Reason;
import io.netledger.wire.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers GetEndpoint and ListEndpoints. */
public final class EndpointQueries {

  private static final String CALL = "ListEndpoints";
  private static final Set<String> KEYS =
      Set.of("network", "sandbox", "host", "address", "id", "state");
  private static final Map<String, String> STATES =
      Map.of(
          "pending", "PENDING",
          "attached", "ATTACHED",
          "leaving", "LEAVING",
          "failed", "FAILED");
  private static final Named<EndpointRow> NAMED =
      new Named<>(
          Tables.ENDPOINTS, "endpoint", "id", Reason.ENDPOINT_NOT_FOUND, Reason.ENDPOINT_AMBIGUOUS);

  private final TopologyReads reads;

  public EndpointQueries(TopologyReads reads) {
    this.reads = reads;
  }

  /**
   * The endpoint with that id or prefix, also one that is gone.
   *
   * @param asOf the revision that is asked about; empty: the newest
   * @throws io.netledger.refusal.Rejection ENDPOINT_NOT_FOUND, ENDPOINT_AMBIGUOUS
   */
  public Answer<EndpointRow> get(String reference, Optional<Long> asOf) {
    return reads.at(asOf, (connection, revision) -> NAMED.find(connection, reference, revision));
  }

  /**
   * Endpoints that are not gone.
   *
   * @throws io.netledger.refusal.Rejection FILTER_INVALID, PAGE_TOKEN_INVALID
   */
  public Listed<EndpointRow> list(PageRequest request) {
    Filter filter = Filter.parse(request.filter(), KEYS);
    List<String> states = Spellings.values(filter, "state", STATES);
    List<String> addresses =
        filter.values("address").stream().map(EndpointQueries::canonical).toList();
    return reads.page(
        CALL,
        request,
        Tables.ENDPOINTS,
        half -> {
          Sql sql =
              half.rows(Tables.ENDPOINTS)
                  .add("and state <> 'GONE'")
                  .andAny("network_id", "network", filter.values("network"))
                  .andAny("sandbox_id", "sandbox", filter.values("sandbox"))
                  .andAny("host", filter.values("host"))
                  .andContains("id", filter.values("id"))
                  .andAny("state", states);
          return andAddress(sql, addresses);
        });
  }

  /** The endpoints of the network, or sandbox, whose id stands in the column. */
  static List<EndpointRow> of(Connection connection, String column, String id, long revision)
      throws SQLException {
    return Sql.rows(Tables.ENDPOINTS, revision)
        .add("and state <> 'GONE' and " + column + " = ?", id)
        .add("order by created_revision")
        .read(connection, Tables.ENDPOINTS.reader());
  }

  private static Sql andAddress(Sql sql, List<String> addresses) {
    if (addresses.isEmpty()) {
      return sql;
    }
    sql.add("and (false");
    addresses.forEach(
        address -> sql.add("or bare_addresses @> ?::jsonb", Json.of(List.of(address))));
    return sql.add(")");
  }

  private static String canonical(String address) {
    try {
      return IpAddress.parse(address).toString();
    } catch (IllegalArgumentException e) {
      throw Spellings.invalid("address=" + e.getMessage());
    }
  }
}
