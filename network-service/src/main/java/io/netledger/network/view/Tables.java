package io.netledger.network.view;

import io.netledger.network.service.Balancing;
import io.netledger.network.view.TemporalTable.Column;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The five tables of {@link Topology}, as db/network/topology-6.sql makes them. */
public final class Tables {

  public static final TemporalTable<NetworkRow> NETWORKS =
      new TemporalTable<>(
          "networks",
          Tables.<NetworkRow>columns()
              .text("name", NetworkRow::name)
              .text("driver", NetworkRow::driver)
              .time("created_at", NetworkRow::createdAt)
              .text("state", row -> row.status().name())
              .flag("internal", NetworkRow::internal)
              .flag("ipv6", NetworkRow::ipv6)
              .flag("predefined", NetworkRow::predefined)
              .json("subnets", NetworkRow::subnets)
              .json("labels", NetworkRow::labels)
              .json("options", NetworkRow::options)
              .text("config_from", NetworkRow::configFrom)
              .column("endpoint_count", "integer", NetworkRow::endpointCount)
              .all(),
          Tables::network);

  public static final TemporalTable<SandboxRow> SANDBOXES =
      new TemporalTable<>(
          "sandboxes",
          Tables.<SandboxRow>columns()
              .text("name", SandboxRow::name)
              .text("host", SandboxRow::host)
              .time("created_at", SandboxRow::createdAt)
              .text("state", row -> row.status().name())
              .text("netns_path", SandboxRow::netnsPath)
              .text("failure", SandboxRow::failure)
              .flag("adopted", SandboxRow::adopted)
              .text("mode", SandboxRow::mode)
              .text("donor_id", SandboxRow::donorId)
              .text("donor", SandboxRow::donor)
              .json("labels", SandboxRow::labels)
              .json("dns", SandboxRow::dns)
              .column("endpoint_count", "integer", SandboxRow::endpointCount)
              .all(),
          Tables::sandbox);

  public static final TemporalTable<EndpointRow> ENDPOINTS =
      new TemporalTable<>(
          "endpoints",
          Tables.<EndpointRow>columns()
              .text("network_id", EndpointRow::networkId)
              .text("network", EndpointRow::network)
              .text("sandbox_id", EndpointRow::sandboxId)
              .text("sandbox", EndpointRow::sandbox)
              .text("host", EndpointRow::host)
              .time("created_at", EndpointRow::createdAt)
              .text("state", row -> row.status().name())
              .json("addresses", EndpointRow::addresses)
              .json("gateways", EndpointRow::gateways)
              .text("mac_address", EndpointRow::macAddress)
              .text("interface_name", EndpointRow::interfaceName)
              .json("aliases", EndpointRow::aliases)
              .text("failure", EndpointRow::failure)
              .json("ports", EndpointRow::ports)
              .json("bare_addresses", row -> bare(row.addresses()))
              .column("gateway_priority", "integer", EndpointRow::gatewayPriority)
              .json("sysctls", EndpointRow::sysctls)
              .json("link_locals", EndpointRow::linkLocals)
              .all(),
          Tables::endpoint);

  public static final TemporalTable<ServiceRow> SERVICES =
      new TemporalTable<>(
          "services",
          Tables.<ServiceRow>columns()
              .text("name", ServiceRow::name)
              .text("network_id", ServiceRow::networkId)
              .text("network", ServiceRow::network)
              .time("created_at", ServiceRow::createdAt)
              .text("state", row -> row.status().name())
              .json("addresses", ServiceRow::addresses)
              .json("ports", ServiceRow::ports)
              .text("balancing", row -> row.balancing().name())
              .json("selector", ServiceRow::selector)
              .json("labels", ServiceRow::labels)
              .all(),
          Tables::service);

  public static final TemporalTable<HostRow> HOSTS =
      new TemporalTable<>(
          "hosts",
          Tables.<HostRow>columns()
              .time("registered_at", HostRow::registeredAt)
              .text("boot_id", HostRow::bootId)
              .text("underlay_address", HostRow::underlayAddress)
              .json("capabilities", HostRow::capabilities)
              .json("missing", HostRow::missing)
              .flag("drained", HostRow::drained)
              .column("drift_count", "bigint", HostRow::driftCount)
              .json("last_drift", HostRow::lastDrift)
              .all(),
          Tables::host);

  private Tables() {}

  private static List<String> bare(List<String> addresses) {
    return addresses.stream().map(address -> address.replaceFirst("/.*", "")).toList();
  }

  private static NetworkRow network(ResultSet row) throws SQLException {
    return new NetworkRow(
        row.getString("id"),
        row.getLong("created_revision"),
        row.getLong("sequence"),
        row.getString("name"),
        row.getString("driver"),
        instant(row, "created_at"),
        NetworkRow.Status.valueOf(row.getString("state")),
        row.getBoolean("internal"),
        row.getBoolean("ipv6"),
        row.getBoolean("predefined"),
        Json.subnets(row.getString("subnets")),
        Json.pairs(row.getString("labels")),
        Json.pairs(row.getString("options")),
        row.getString("config_from"),
        row.getInt("endpoint_count"));
  }

  private static SandboxRow sandbox(ResultSet row) throws SQLException {
    return new SandboxRow(
        row.getString("id"),
        row.getLong("created_revision"),
        row.getLong("sequence"),
        row.getString("name"),
        row.getString("host"),
        instant(row, "created_at"),
        SandboxRow.Status.valueOf(row.getString("state")),
        row.getString("netns_path"),
        row.getString("failure"),
        row.getBoolean("adopted"),
        row.getString("mode"),
        row.getString("donor_id"),
        row.getString("donor"),
        Json.pairs(row.getString("labels")),
        Json.dns(row.getString("dns")),
        row.getInt("endpoint_count"));
  }

  private static EndpointRow endpoint(ResultSet row) throws SQLException {
    return new EndpointRow(
        row.getString("id"),
        row.getLong("created_revision"),
        row.getLong("sequence"),
        row.getString("network_id"),
        row.getString("network"),
        row.getString("sandbox_id"),
        row.getString("sandbox"),
        row.getString("host"),
        instant(row, "created_at"),
        EndpointRow.Status.valueOf(row.getString("state")),
        Json.words(row.getString("addresses")),
        Json.words(row.getString("gateways")),
        row.getString("mac_address"),
        row.getString("interface_name"),
        Json.words(row.getString("aliases")),
        row.getString("failure"),
        row.getInt("gateway_priority"),
        Json.pairs(row.getString("sysctls")),
        Json.words(row.getString("link_locals")),
        Json.ports(row.getString("ports")));
  }

  private static ServiceRow service(ResultSet row) throws SQLException {
    return new ServiceRow(
        row.getString("id"),
        row.getLong("created_revision"),
        row.getLong("sequence"),
        row.getString("name"),
        row.getString("network_id"),
        row.getString("network"),
        instant(row, "created_at"),
        ServiceRow.Status.valueOf(row.getString("state")),
        Json.words(row.getString("addresses")),
        Json.servicePorts(row.getString("ports")),
        Balancing.valueOf(row.getString("balancing")),
        Json.pairs(row.getString("selector")),
        Json.pairs(row.getString("labels")));
  }

  private static HostRow host(ResultSet row) throws SQLException {
    return new HostRow(
        row.getString("id"),
        row.getLong("created_revision"),
        row.getLong("sequence"),
        instant(row, "registered_at"),
        row.getString("boot_id"),
        row.getString("underlay_address"),
        Json.words(row.getString("capabilities")),
        Json.pairs(row.getString("missing")),
        row.getBoolean("drained"),
        row.getLong("drift_count"),
        Json.drift(row.getString("last_drift")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static <R extends Row> Columns<R> columns() {
    return new Columns<R>()
        .text("id", Row::id)
        .column("created_revision", "bigint", Row::createdRevision)
        .column("sequence", "bigint", Row::sequence);
  }

  private static final class Columns<R extends Row> {

    private final List<Column<R>> columns = new ArrayList<>();

    Columns<R> text(String name, Function<R, String> value) {
      return column(name, "text", row -> Json.text(value.apply(row)));
    }

    Columns<R> json(String name, Function<R, Object> value) {
      return column(name, "jsonb", row -> Json.of(value.apply(row)));
    }

    Columns<R> time(String name, Function<R, Instant> value) {
      return column(name, "timestamptz", row -> value.apply(row).toString());
    }

    Columns<R> flag(String name, Function<R, Boolean> value) {
      return column(name, "boolean", value::apply);
    }

    Columns<R> column(String name, String type, Function<R, Object> value) {
      columns.add(new Column<>(name, type, value));
      return this;
    }

    List<Column<R>> all() {
      return List.copyOf(columns);
    }
  }
}
