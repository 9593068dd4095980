package io.netledger.network.stored;

import io.netledger.address.IpAddress;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.endpoint.EndpointOptions;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.guest.GuestEvent;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Gateways;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.network.sandbox.Dns;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.network.stored.StoredEventsTest.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Stored bytes of modes of sandboxes and of options of endpoints. */
final class StoredModes {

  private StoredModes() {}

  static List<Row<?>> rows() {
    return Stream.of(sandboxes(), guests(), networks(), endpoints()).flatMap(List::stream).toList();
  }

  private static List<Row<?>> sandboxes() {
    var sandbox = Kinds.SANDBOX.codec();
    return List.of(
        new Row<>(
            sandbox,
            new SandboxEvent.SandboxCreated(sandbox(new Namespace.OfHost())),
            "0a0377656212066e6f64652d311a060a016b1201763001"),
        new Row<>(
            sandbox,
            new SandboxEvent.SandboxCreated(
                new SandboxSettings(
                    "web", "node-1", Map.of(), new Namespace.Made(), true, Dns.OF_HOST)),
            "0a0377656212066e6f64652d313002"),
        new Row<>(
            sandbox,
            new SandboxEvent.SandboxCreated(sandbox(new Namespace.OfDonor("aa11", "db", false))),
            "0a0377656212066e6f64652d311a060a016b12017630033a04616131314a026462"),
        new Row<>(
            sandbox,
            new SandboxEvent.SandboxCreated(sandbox(new Namespace.OfGuest("bb22"))),
            "0a0377656212066e6f64652d311a060a016b120176520462623232"),
        new Row<>(sandbox, new SandboxEvent.SandboxModeChanged(true), "0802"),
        new Row<>(sandbox, new SandboxEvent.SandboxModeChanged(false), ""),
        new Row<>(sandbox, new SandboxEvent.SandboxOrphaned("aa11"), "0a0461613131"),
        new Row<>(sandbox, new SandboxEvent.SandboxRejoined("aa11"), "0a0461613131"));
  }

  private static SandboxSettings sandbox(Namespace namespace) {
    return new SandboxSettings("web", "node-1", Map.of("k", "v"), namespace);
  }

  private static List<Row<?>> guests() {
    var guest = Kinds.GUESTS.codec();
    return List.of(
        new Row<>(guest, new GuestEvent.GuestAdded("web", "aa11"), "0a03776562120461613131"),
        new Row<>(guest, new GuestEvent.GuestRemoved("web", "aa11"), "0a03776562120461613131"));
  }

  private static List<Row<?>> networks() {
    var settings =
        new NetworkSettings(
            "n",
            List.of(RequestedSubnet.anyV6()),
            true,
            false,
            Map.of(),
            false,
            new DriverOptions.Bridge(
                Optional.empty(),
                OptionalInt.empty(),
                true,
                true,
                Optional.of("lan"),
                Gateways.PLAIN));
    return List.of(
        new Row<>(
            Kinds.NETWORK.codec(),
            new NetworkEvent.NetworkRequested(settings),
            "0a016e1202280118013a0552036c616e"));
  }

  private static List<Row<?>> endpoints() {
    var endpoint = Kinds.ENDPOINT.codec();
    return List.of(
        new Row<>(
            endpoint,
            new EndpointEvent.EndpointRequested(
                new EndpointRequest(
                    "n1",
                    "s1",
                    "node-1",
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    "eth0",
                    1,
                    new EndpointOptions(
                        -7,
                        Map.of("net.ipv4.conf.IFNAME.forwarding", "0"),
                        List.of(IpAddress.parse("169.254.7.7"))),
                    List.of())),
            "0a026e31120273311a066e6f64652d313a0465746830400150f9ffffffffffffffff015a240a1f6e65742e697076342e63"
                + "6f6e662e49464e414d452e666f7277617264696e67120130620b3136392e3235342e372e37"));
  }
}
