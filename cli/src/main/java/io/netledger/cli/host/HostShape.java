package io.netledger.cli.host;

import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Field;
import io.netledger.cli.format.Value.Fields;
import io.netledger.proto.network.v1.Host;
import io.netledger.proto.network.v1.HostDrift;
import io.netledger.proto.network.v1.HostState;
import java.util.Set;
import java.util.TreeMap;

/** Hosts as they are shown. */
final class HostShape {

  /** What is not in the log: of {@code ls} and of the whole. */
  private static final Set<String> LIVE_COLUMNS =
      Set.of("Lag", "LastSeen", "Plan", "Refusal", "Status");

  private static final Set<String> LIVE =
      Set.of(
          "AppliedRevision",
          "Connected",
          "Lag",
          "LastRefusal",
          "LastRefusalAt",
          "LastSeenAt",
          "PlanRevision");

  private HostShape() {}

  /** A row of {@code ls}: all fields are text. */
  static Fields row(Host host) {
    return Fields.none()
        .with("Drifts", Long.toString(host.getDriftCount()))
        .with("Endpoints", Integer.toString(host.getEndpointCount()))
        .with("Lag", Long.toString(host.getLag()))
        .with("LastDrift", host.getLastDrift().getFound())
        .with("LastSeen", Moment.text(host.getLastSeenAt()))
        .with("Missing", String.join(",", new TreeMap<>(host.getMissingMap()).keySet()))
        .with("Name", host.getName())
        .with("Plan", host.getAppliedRevision() + "/" + host.getPlanRevision())
        .with("Refusal", host.getLastRefusal())
        .with("Sandboxes", Integer.toString(host.getSandboxCount()))
        .with("Status", status(host))
        .with("Underlay", host.getUnderlayAddress());
  }

  /** A row of the past: columns of what only its stream tells are empty. */
  static Fields pastRow(Host host) {
    return new Fields(
        row(host).fields().stream()
            .map(field ->
                LIVE_COLUMNS.contains(field.name())
                    ? new Field(field.name(), Value.of(""), field.presence())
                    : field)
            .toList());
  }

  /** The whole of the past, without what only its stream tells. */
  static Fields pastWhole(Host host) {
    return new Fields(
        whole(host).fields().stream().filter(field -> !LIVE.contains(field.name())).toList());
  }

  private static String status(Host host) {
    String line = host.getConnected() ? "connected" : "away";
    return isDrained(host) ? line + ",drained" : line;
  }

  private static boolean isDrained(Host host) {
    return host.getState() == HostState.HOST_STATE_DRAINED;
  }

  /** The whole. */
  static Fields whole(Host host) {
    return Fields.none()
        .with("Name", host.getName())
        .with("Connected", Value.of(host.getConnected()))
        .with("Drained", Value.of(isDrained(host)))
        .with("RegisteredAt", Moment.text(host.getRegisteredAt()))
        .with("LastSeenAt", Moment.text(host.getLastSeenAt()))
        .with("BootId", host.getBootId())
        .with("UnderlayAddress", host.getUnderlayAddress())
        .with("Capabilities", Value.each(host.getCapabilitiesList(), Value::of))
        .with("Missing", Value.of(host.getMissingMap()))
        .with("AppliedRevision", Value.of(host.getAppliedRevision()))
        .with("PlanRevision", Value.of(host.getPlanRevision()))
        .with("Lag", Value.of(host.getLag()))
        .with("LastRefusal", host.getLastRefusal())
        .with("LastRefusalAt", Moment.text(host.getLastRefusalAt()))
        .with("Drifts", Value.of(host.getDriftCount()))
        .with("LastDrift", drift(host.getLastDrift()))
        .with("Sandboxes", Value.of(host.getSandboxCount()))
        .with("Endpoints", Value.of(host.getEndpointCount()))
        .with("Etag", host.getEtag());
  }

  private static Fields drift(HostDrift drift) {
    return Fields.none()
        .with("Found", drift.getFound())
        .with("FoundAt", Moment.text(drift.getFoundAt()))
        .with("EndpointId", drift.getEndpointId())
        .with("NetworkId", drift.getNetworkId())
        .with("Repaired", Value.of(drift.getRepaired()))
        .with("Failure", drift.getFailure());
  }
}
