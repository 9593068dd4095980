package io.netledger.network.stored;

import io.netledger.address.IpAddress;
import io.netledger.network.Kinds;
import io.netledger.network.host.Boot;
import io.netledger.network.host.HostEvent;
import io.netledger.network.stored.StoredEventsTest.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of {@link StoredEventsTest} about hosts. */
final class StoredHosts {

  private static final String UNKNOWN = "Unknown device type";

  private StoredHosts() {}

  static List<Row<?>> rows() {
    var codec = Kinds.HOST.codec();
    Instant found = Instant.parse("2026-01-02T03:04:05.000006Z");
    return List.of(
        new Row<>(codec, new HostEvent.HostRegistered("node-1"), "0a066e6f64652d31"),
        new Row<>(
            codec,
            new HostEvent.HostBooted(
                new Boot(
                    "b1", Optional.of(IpAddress.parse("192.0.2.9")), List.of("bridge"), Map.of())),
            "0a02623112093139322e302e322e391a06627269646765"),
        new Row<>(
            codec,
            new HostEvent.HostBooted(
                new Boot("b1", Optional.empty(), List.of(), Map.of("ipvlan", UNKNOWN))),
            "0a026231221d0a066970766c616e1213556e6b6e6f776e206465766963652074797065"),
        new Row<>(
            codec,
            new HostEvent.HostProbed(List.of("bridge"), Map.of("ipvlan", UNKNOWN)),
            "0a06627269646765121d0a066970766c616e1213556e6b6e6f776e206465766963652074797065"),
        new Row<>(
            codec,
            new HostEvent.HostMoved(Optional.of(IpAddress.parse("192.0.2.9"))),
            "0a093139322e302e322e39"),
        new Row<>(codec, new HostEvent.HostMoved(Optional.empty()), ""),
        new Row<>(
            codec,
            new HostEvent.DriftDetected("gone", found, "e1", "n1"),
            "0a04676f6e6510c6e6b3b2efeb91031a02653122026e31"),
        new Row<>(codec, new HostEvent.DriftRepaired("gone"), "0a04676f6e65"),
        new Row<>(codec, new HostEvent.RepairFailed("gone", "no"), "0a04676f6e6512026e6f"),
        new Row<>(codec, new HostEvent.HostDrained(), ""),
        new Row<>(codec, new HostEvent.HostUndrained(), ""),
        new Row<>(codec, new HostEvent.HostRemoved(), ""));
  }
}
