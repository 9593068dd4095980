package io.netledger.cli.host;

import io.netledger.cli.format.Moment;
import io.netledger.cli.format.Value;
import io.netledger.cli.format.Value.Fields;
import io.netledger.proto.network.v1.Host;
import java.util.TreeMap;

/** Hosts as they are shown. */
final class HostShape {

  private HostShape() {}

  /** A row of {@code ls}: all fields are text. */
  static Fields row(Host host) {
    return Fields.none()
        .with("Endpoints", Integer.toString(host.getEndpointCount()))
        .with("LastSeen", Moment.text(host.getLastSeenAt()))
        .with("Missing", String.join(",", new TreeMap<>(host.getMissingMap()).keySet()))
        .with("Name", host.getName())
        .with("Plan", host.getAppliedRevision() + "/" + host.getPlanRevision())
        .with("Refusal", host.getLastRefusal())
        .with("Sandboxes", Integer.toString(host.getSandboxCount()))
        .with("Status", host.getConnected() ? "connected" : "away")
        .with("Underlay", host.getUnderlayAddress());
  }

  /** The whole. */
  static Fields whole(Host host) {
    return Fields.none()
        .with("Name", host.getName())
        .with("Connected", Value.of(host.getConnected()))
        .with("RegisteredAt", Moment.text(host.getRegisteredAt()))
        .with("LastSeenAt", Moment.text(host.getLastSeenAt()))
        .with("BootId", host.getBootId())
        .with("UnderlayAddress", host.getUnderlayAddress())
        .with("Capabilities", Value.each(host.getCapabilitiesList(), Value::of))
        .with("Missing", Value.of(host.getMissingMap()))
        .with("AppliedRevision", Value.of(host.getAppliedRevision()))
        .with("PlanRevision", Value.of(host.getPlanRevision()))
        .with("LastRefusal", host.getLastRefusal())
        .with("Sandboxes", Value.of(host.getSandboxCount()))
        .with("Endpoints", Value.of(host.getEndpointCount()));
  }
}
