package io.netledger.network.query;

import io.netledger.network.view.EndpointRow;
import io.netledger.network.view.Json;
import io.netledger.network.view.ServiceRow;
import io.netledger.network.view.Tables;
import io.netledger.refusal.Reason;
import io.netledger.wire.Filter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers GetService and ListServices. */
public final class ServiceQueries {

  private static final String CALL = "ListServices";
  private static final Set<String> KEYS = Set.of("id", "label", "name", "network");
  private static final Named<ServiceRow> NAMED =
      new Named<>(
          Tables.SERVICES, "service", "name", Reason.SERVICE_NOT_FOUND, Reason.SERVICE_AMBIGUOUS);

  private final TopologyReads reads;

  public ServiceQueries(TopologyReads reads) {
    this.reads = reads;
  }

  /**
   * The service with that id, name or prefix, and its backends.
   *
   * @param asOf the revision that is asked about; empty: the newest
   * @throws io.netledger.refusal.Rejection SERVICE_NOT_FOUND, SERVICE_AMBIGUOUS
   */
  public Answer<Connected<ServiceRow>> get(String reference, Optional<Long> asOf) {
    return reads.at(
        asOf,
        (connection, revision) -> {
          ServiceRow row = NAMED.find(connection, reference, revision);
          return new Connected<>(row, backends(connection, row, revision));
        });
  }

  private static List<EndpointRow> backends(
      Connection connection, ServiceRow service, long revision) throws SQLException {
    if (service.status() != ServiceRow.Status.READY) {
      return List.of();
    }
    return Sql.rows(Tables.ENDPOINTS, revision)
        .add("and state = 'ATTACHED' and network_id = ?", service.networkId())
        .add("and sandbox_id in (select id from")
        .at(Tables.SANDBOXES, revision)
        .add("where labels @> ?::jsonb)", Json.of(service.selector()))
        .add("order by created_revision")
        .read(connection, Tables.ENDPOINTS.reader());
  }

  /**
   * Services that are not removed.
   *
   * @throws io.netledger.refusal.Rejection FILTER_INVALID, PAGE_TOKEN_INVALID
   */
  public Listed<ServiceRow> list(PageRequest request) {
    Filter filter = Filter.parse(request.filter(), KEYS);
    return reads.page(
        CALL,
        request,
        Tables.SERVICES,
        half -> {
          Sql sql =
              half.rows(Tables.SERVICES)
                  .andContains("id", filter.values("id"))
                  .andContains("name", filter.values("name"))
                  .andAny("network_id", "network", filter.values("network"));
          Labels.andAll(sql, filter.values("label"));
          return sql;
        });
  }
}
