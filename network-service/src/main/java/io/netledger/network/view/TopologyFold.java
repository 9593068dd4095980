package io.netledger.network.view;

import io.netledger.network.Happening;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.endpoint.EndpointEvent.EndpointRequested;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.host.HostEvent;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.service.ServiceEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of events makes of the rows: each event changes the row of its own stream; a network
 * that is renamed also those of its endpoints and services, which have its name.
 */
final class TopologyFold {

  private static final String ENDPOINTS_ON =
      "select id from endpoints"
          + " where to_revision is null and state <> 'GONE' and network_id = any (?)";
  private static final String SERVICES_ON =
      "select id from services where to_revision is null and network_id = any (?)";

  private final Changes<NetworkRow> networks;
  private final Changes<SandboxRow> sandboxes;
  private final Changes<EndpointRow> endpoints;
  private final Changes<ServiceRow> services;
  private final Changes<HostRow> hosts;
  private final Traces traces = new Traces();

  private TopologyFold(Connection connection, Touched touched) throws SQLException {
    networks = Changes.begin(connection, Tables.NETWORKS, touched.networks());
    sandboxes = Changes.begin(connection, Tables.SANDBOXES, touched.sandboxes());
    Set<String> those = new HashSet<>(touched.endpoints());
    those.addAll(idsOn(connection, ENDPOINTS_ON, touched.renamed()));
    endpoints = Changes.begin(connection, Tables.ENDPOINTS, those);
    Set<String> served = new HashSet<>(touched.services());
    served.addAll(idsOn(connection, SERVICES_ON, touched.renamed()));
    services = Changes.begin(connection, Tables.SERVICES, served);
    hosts = Changes.begin(connection, Tables.HOSTS, touched.hosts());
  }

  /** Begins with the rows that {@code happenings} change or take names from. */
  static TopologyFold begin(Connection connection, List<Happening> happenings) throws SQLException {
    return new TopologyFold(connection, Touched.by(happenings));
  }

  void apply(Happening happening) {
    switch (happening) {
      case Happening.OfNetwork(_, var event) -> apply(happening, event);
      case Happening.OfSandbox(_, var event) -> apply(happening, event);
      case Happening.OfEndpoint(_, var event) -> apply(happening, event);
      case Happening.OfService(_, var event) -> apply(happening, event);
      case Happening.OfHost(_, var event) -> apply(happening, event);
    }
  }

  /** The row of the thing that the happening is about, as it is now; null if there is none. */
  @Nullable Row row(Happening happening) {
    return switch (happening) {
      case Happening.OfNetwork _ -> networks.now(happening.id());
      case Happening.OfSandbox _ -> sandboxes.now(happening.id());
      case Happening.OfEndpoint _ -> endpoints.now(happening.id());
      case Happening.OfService _ -> services.now(happening.id());
      case Happening.OfHost _ -> hosts.now(happening.id());
    };
  }

  void write(Connection connection) throws SQLException {
    networks.write(connection);
    sandboxes.write(connection);
    endpoints.write(connection);
    services.write(connection);
    hosts.write(connection);
    traces.write(connection);
  }

  private void apply(Happening at, NetworkEvent event) {
    long sequence = at.recorded().sequence();
    switch (event) {
      case NetworkEvent.NetworkRequested(var settings) ->
          networks.put(NewRows.network(at, settings), at.revision());
      case NetworkEvent.NetworkCreated(var pools) ->
          change(networks, at, row -> row.ready(sequence, NewRows.subnets(pools)));
      case NetworkEvent.NetworkRenamed(var name, _) -> {
        change(networks, at, row -> row.renamed(sequence, name));
        endpointsOf(at.id()).forEach(row -> endpoints.put(row.onNetwork(name), at.revision()));
        services.all().stream()
            .filter(row -> row.networkId().equals(at.id()))
            .forEach(row -> services.put(row.onNetwork(name), at.revision()));
      }
      case NetworkEvent.NetworkRelabeled(var set, var removed) ->
          change(networks, at, row -> row.relabeled(sequence, set, removed));
      case NetworkEvent.NetworkReconfigured(var bridge) ->
          change(networks, at, row -> row.reconfigured(sequence, bridge.options()));
      case NetworkEvent.NetworkPoolAdded(var pool) ->
          change(
              networks, at, row -> row.added(sequence, NewRows.subnets(List.of(pool)).getFirst()));
      case NetworkEvent.NetworkPoolWidened(_, var range) ->
          change(networks, at, row -> row.widened(sequence, range));
      case NetworkEvent.ConfigLent _,
          NetworkEvent.ConfigReturned _,
          NetworkEvent.SubnetRequested _,
          NetworkEvent.RangeRequested _,
          NetworkEvent.NetworkPoolRefused _ ->
          change(networks, at, row -> row.plain(sequence));
      case NetworkEvent.EndpointAdded _ -> change(networks, at, row -> row.endpoints(sequence, 1));
      case NetworkEvent.EndpointDropped _ ->
          change(networks, at, row -> row.endpoints(sequence, -1));
      case NetworkEvent.NetworkRemoving _ -> change(networks, at, row -> row.removing(sequence));
      case NetworkEvent.NetworkFailed _, NetworkEvent.NetworkRemoved _ ->
          networks.end(at.id(), at.revision());
    }
  }

  private void apply(Happening at, SandboxEvent event) {
    long sequence = at.recorded().sequence();
    switch (event) {
      case SandboxEvent.SandboxCreated(var settings) ->
          sandboxes.put(NewRows.sandbox(at, settings), at.revision());
      case SandboxEvent.SandboxReady(var path) ->
          change(sandboxes, at, row -> row.ready(sequence, path));
      case SandboxEvent.SandboxFailed(var message) ->
          change(sandboxes, at, row -> row.failed(sequence, message));
      case SandboxEvent.SandboxJoined _ -> change(sandboxes, at, row -> row.endpoints(sequence, 1));
      case SandboxEvent.SandboxLeft _ -> change(sandboxes, at, row -> row.endpoints(sequence, -1));
      case SandboxEvent.SandboxModeChanged(var lone) ->
          change(sandboxes, at, row -> row.alone(sequence, lone));
      case SandboxEvent.SandboxOrphaned _ ->
          change(sandboxes, at, row -> row.sharing(sequence, ""));
      case SandboxEvent.SandboxRejoined(var donor) ->
          change(sandboxes, at, row -> row.sharing(sequence, donor));
      case SandboxEvent.SandboxRemoving _ -> change(sandboxes, at, row -> row.removing(sequence));
      case SandboxEvent.SandboxRemoved _ -> sandboxes.end(at.id(), at.revision());
    }
  }

  private void apply(Happening at, EndpointEvent event) {
    long sequence = at.recorded().sequence();
    switch (event) {
      case EndpointRequested(var request) -> {
        EndpointRow row =
            NewRows.endpoint(at, request, networkName(request.networkId()), sandbox(request));
        endpoints.put(row, at.revision());
        traces.asked(row, at.revision());
      }
      case EndpointEvent.EndpointAddressed(var addressing) -> {
        List<String> given = NewRows.words(addressing.addresses());
        change(endpoints, at, row -> row.addressed(sequence, given, addressing.mac().toString()));
        EndpointRow row = endpoints.now(at.id());
        if (row != null) {
          traces.addressed(row, at.revision());
        }
      }
      case EndpointEvent.EndpointFailed(var failure) ->
          change(endpoints, at, row -> row.failed(sequence, failure.message()));
      case EndpointEvent.EndpointAttached _ ->
          change(endpoints, at, row -> row.now(sequence, EndpointRow.Status.ATTACHED));
      case EndpointEvent.EndpointLeaving _, EndpointEvent.EndpointDetached _ ->
          change(endpoints, at, row -> row.now(sequence, EndpointRow.Status.LEAVING));
      case EndpointEvent.EndpointRemoved _ ->
          change(endpoints, at, row -> row.now(sequence, EndpointRow.Status.GONE));
    }
  }

  private void apply(Happening at, ServiceEvent event) {
    long sequence = at.recorded().sequence();
    switch (event) {
      case ServiceEvent.ServiceRequested(var request) ->
          services.put(
              NewRows.service(at, request, networkName(request.networkId())), at.revision());
      case ServiceEvent.ServiceAddressed(var addresses) ->
          change(services, at, row -> row.addressed(sequence, NewRows.words(addresses)));
      case ServiceEvent.ServiceFailed _, ServiceEvent.ServiceRemoving _ ->
          change(services, at, row -> row.removing(sequence));
      case ServiceEvent.ServiceRemoved _ -> services.end(at.id(), at.revision());
    }
  }

  private void apply(Happening at, HostEvent event) {
    long sequence = at.recorded().sequence();
    switch (event) {
      case HostEvent.HostRegistered _ -> hosts.put(NewRows.host(at), at.revision());
      case HostEvent.HostBooted(var boot) ->
          change(
              hosts,
              at,
              row ->
                  row.booted(
                      sequence,
                      boot.id(),
                      boot.underlay().map(Object::toString).orElse(""),
                      boot.capabilities(),
                      boot.missing()));
      case HostEvent.HostProbed(var capabilities, var missing) ->
          change(hosts, at, row -> row.probed(sequence, capabilities, missing));
      case HostEvent.HostMoved(var underlay) ->
          change(hosts, at, row -> row.moved(sequence, underlay.map(Object::toString).orElse("")));
      case HostEvent.HostRemoved _ -> hosts.end(at.id(), at.revision());
      case HostEvent.HostDrained _ -> change(hosts, at, row -> row.drained(sequence, true));
      case HostEvent.HostUndrained _ -> change(hosts, at, row -> row.drained(sequence, false));
      case HostEvent.DriftDetected(var found, var foundAt, var endpoint, var network) ->
          change(
              hosts,
              at,
              row -> row.drifted(sequence, HostRow.Drift.of(found, foundAt, endpoint, network)));
      case HostEvent.DriftRepaired(var found) ->
          change(hosts, at, row -> row.settled(sequence, found, ""));
      case HostEvent.RepairFailed(var found, var failure) ->
          change(hosts, at, row -> row.settled(sequence, found, failure));
    }
  }

  /** A thing without a row is gone already; what still comes about it changes nothing. */
  private static <R extends Row> void change(
      Changes<R> rows, Happening at, UnaryOperator<R> change) {
    R row = rows.now(at.id());
    if (row != null) {
      rows.put(change.apply(row), at.revision());
    }
  }

  /** Rows that have the name of their network, so that they change with it. */
  private static Set<String> idsOn(Connection connection, String sql, Set<String> networks)
      throws SQLException {
    Set<String> ids = new HashSet<>();
    if (networks.isEmpty()) {
      return ids;
    }
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, connection.createArrayOf("text", networks.toArray()));
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          ids.add(result.getString(1));
        }
      }
    }
    return ids;
  }

  private List<EndpointRow> endpointsOf(String network) {
    return endpoints.all().stream()
        .filter(row -> row.networkId().equals(network))
        .filter(row -> row.status() != EndpointRow.Status.GONE)
        .toList();
  }

  private String networkName(String id) {
    NetworkRow row = networks.now(id);
    return row == null ? "" : row.name();
  }

  private String sandbox(EndpointRequest request) {
    SandboxRow row = sandboxes.now(request.sandboxId());
    return row == null ? "" : row.name();
  }
}
