package io.netledger.network.query;

import io.netledger.network.view.NetworkRow;
import io.netledger.network.view.Tables;
import io.netledger.refusal.Reason;
import io.netledger.wire.Filter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers GetNetwork and ListNetworks. */
public final class NetworkQueries {

  private static final String CALL = "ListNetworks";
  private static final Set<String> KEYS =
      Set.of("driver", "id", "label", "name", "scope", "type", "dangling");
  private static final Map<String, String> SCOPES =
      Map.of("local", "local", "global", "global", "swarm", "swarm");
  private static final Map<String, String> TYPES = Map.of("custom", "false", "builtin", "true");
  private static final Map<String, String> TRUTHS =
      Map.of("true", "true", "1", "true", "false", "false", "0", "false");
  private static final Named<NetworkRow> NAMED =
      new Named<>(
          Tables.NETWORKS, "network", "name", Reason.NETWORK_NOT_FOUND, Reason.NETWORK_AMBIGUOUS);

  private final TopologyReads reads;

  public NetworkQueries(TopologyReads reads) {
    this.reads = reads;
  }

  /**
   * The network with that id, name or prefix.
   *
   * @param asOf the revision that is asked about; empty: the newest
   * @throws io.netledger.refusal.Rejection NETWORK_NOT_FOUND, NETWORK_AMBIGUOUS
   */
  public Answer<Connected<NetworkRow>> get(String reference, Optional<Long> asOf) {
    return reads.at(
        asOf,
        (connection, revision) -> {
          NetworkRow row = NAMED.find(connection, reference, revision);
          return new Connected<>(
              row, EndpointQueries.of(connection, "network_id", row.id(), revision));
        });
  }

  /**
   * Networks that are not removed.
   *
   * @throws io.netledger.refusal.Rejection FILTER_INVALID, PAGE_TOKEN_INVALID
   */
  public Listed<NetworkRow> list(PageRequest request) {
    Filter filter = Filter.parse(request.filter(), KEYS);
    List<String> types = Spellings.values(filter, "type", TYPES);
    List<String> dangling = Spellings.values(filter, "dangling", TRUTHS);
    List<String> scopes = Spellings.values(filter, "scope", SCOPES);
    return reads.page(
        CALL,
        request,
        Tables.NETWORKS,
        half -> {
          Sql sql =
              half.rows(Tables.NETWORKS)
                  .andAny("driver", filter.values("driver"))
                  .andContains("id", filter.values("id"))
                  .andContains("name", filter.values("name"))
                  .andAny("case driver when 'overlay' then 'global' else 'local' end", scopes)
                  .andAny("predefined::text", types)
                  .andAny(
                      "(not predefined and driver <> 'null' and endpoint_count = 0)::text",
                      dangling);
          Labels.andAll(sql, filter.values("label"));
          return sql;
        });
  }
}
