package io.netledger.network.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Addressing;
import io.netledger.network.endpoint.EndpointEvent;
import io.netledger.network.endpoint.EndpointRequest;
import io.netledger.network.endpoint.WantedAddress;
import io.netledger.network.failure.Failure;
import io.netledger.network.guest.GuestEvent;
import io.netledger.network.host.HostEvent;
import io.netledger.network.name.NameEvent;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Gateways;
import io.netledger.network.network.IpvlanFlag;
import io.netledger.network.network.IpvlanMode;
import io.netledger.network.network.MacvlanMode;
import io.netledger.network.network.NetworkEvent;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.network.RequestedSubnet;
import io.netledger.network.port.PortEvent;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.SandboxEvent;
import io.netledger.network.sandbox.SandboxSettings;
import io.netledger.network.vni.VniEvent;
import io.netledger.refusal.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes written by the first release of each event. A row is added, never changed. */
class StoredEventsTest {

  static final Failure FAILURE = new Failure(Reason.ADDRESS_IN_USE, "taken");

  record Row<E>(EventCodec<E> codec, E event, String bytes) {

    Payload payload() {
      return codec.encode(event);
    }

    Object decoded() {
      Payload stored = new Payload(payload().type(), HexFormat.of().parseHex(bytes));
      return codec.decode(stored);
    }

    @Override
    public String toString() {
      return event.toString();
    }
  }

  static Stream<Row<?>> stored() {
    return Stream.of(
            StoredNames.rows(),
            StoredModes.rows(),
            networks(),
            networkLives(),
            StoredNetworkChanges.rows(),
            StoredNetworkChanges.configurations(),
            StoredNetworkChanges.pools(),
            sandboxes(),
            endpoints(),
            StoredHosts.rows(),
            StoredJoins.rows(),
            StoredOverlays.rows(),
            StoredPorts.rows(),
            StoredServices.rows())
        .flatMap(List::stream);
  }

  private static List<Row<?>> networks() {
    var codec = Kinds.NETWORK.codec();
    return List.of(
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(bridge()),
            "0a03627230123e0a0c3139322e302e322e302f3234120e3139322e302e32"
                + "2e3132382f32351a093139322e302e322e3122130a06726f757465721209"
                + "3139322e302e322e32180120012a060a016b1201763a0c0a0362727810f8"
                + "0a18012001"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(plain(DriverOptions.Bridge.PLAIN)),
            "0a016e30013a00"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(plain(new DriverOptions.Host())),
            "0a016e30014200"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(plain(new DriverOptions.None())),
            "0a016e30014a00"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(
                plain(
                    new DriverOptions.Macvlan(
                        Optional.of("eth0"), MacvlanMode.BRIDGE, true, OptionalInt.of(1400)))),
            "0a016e3001520b0a0465746830180120f80a"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkRequested(
                plain(
                    new DriverOptions.Ipvlan(
                        Optional.empty(), IpvlanMode.L3S, IpvlanFlag.VEPA, OptionalInt.empty()))),
            "0a016e30015a0410021802"));
  }

  private static List<Row<?>> networkLives() {
    var codec = Kinds.NETWORK.codec();
    return List.of(
        new Row<>(
            codec,
            new NetworkEvent.NetworkCreated(List.of(pool())),
            "0a440a027031120c3139322e302e322e302f32341a0e3139322e302e322e"
                + "3132382f323522093139322e302e322e312a130a06726f75746572120931"
                + "39322e302e322e323001"),
        new Row<>(
            codec,
            new NetworkEvent.NetworkFailed(FAILURE),
            "0a0e414444524553535f494e5f555345120574616b656e"),
        new Row<>(
            codec,
            new NetworkEvent.EndpointAdded("e1", "s1", Optional.empty()),
            "0a02653112027331"),
        new Row<>(
            codec,
            new NetworkEvent.EndpointAdded("e1", "s1", Optional.of(Mac.parse("02:42:00:00:00:07"))),
            "0a026531120273311a1130323a34323a30303a30303a30303a3037"),
        new Row<>(codec, new NetworkEvent.EndpointDropped("e1"), "0a026531"),
        new Row<>(codec, new NetworkEvent.NetworkRemoving(), ""),
        new Row<>(codec, new NetworkEvent.NetworkRemoved(), ""));
  }

  static NetworkSettings plain(DriverOptions driver) {
    return new NetworkSettings("n", List.of(), false, false, Map.of(), true, driver);
  }

  static NetworkSettings bridge() {
    return new NetworkSettings(
        "br0",
        List.of(
            new RequestedSubnet(
                Optional.of(Cidr.parse("192.0.2.0/24")),
                Optional.of(Cidr.parse("192.0.2.128/25")),
                Optional.of(IpAddress.parse("192.0.2.1")),
                Map.of("router", IpAddress.parse("192.0.2.2")))),
        true,
        true,
        Map.of("k", "v"),
        false,
        new DriverOptions.Bridge(
            Optional.of("brx"),
            OptionalInt.of(1400),
            false,
            false,
            Optional.empty(),
            Gateways.PLAIN));
  }

  static NetworkPool pool() {
    return new NetworkPool(
        "p1",
        Cidr.parse("192.0.2.0/24"),
        Cidr.parse("192.0.2.128/25"),
        Optional.of(IpAddress.parse("192.0.2.1")),
        Map.of("router", IpAddress.parse("192.0.2.2")),
        true);
  }

  private static List<Row<?>> sandboxes() {
    var codec = Kinds.SANDBOX.codec();
    return List.of(
        new Row<>(
            codec,
            new SandboxEvent.SandboxCreated(sandbox(new Namespace.Made())),
            "0a0377656212066e6f64652d311a060a016b120176"),
        new Row<>(
            codec,
            new SandboxEvent.SandboxCreated(sandbox(new Namespace.AtPath("/run/x"))),
            "0a0377656212066e6f64652d311a060a016b12017622062f72756e2f78"),
        new Row<>(
            codec,
            new SandboxEvent.SandboxCreated(sandbox(new Namespace.OfProcess(4711))),
            "0a0377656212066e6f64652d311a060a016b12017628e724"),
        new Row<>(codec, new SandboxEvent.SandboxReady("/run/x"), "0a062f72756e2f78"),
        new Row<>(codec, new SandboxEvent.SandboxFailed("no"), "0a026e6f"),
        new Row<>(
            codec,
            new SandboxEvent.SandboxJoined("e1", "n1", "eth0", 1),
            "0a02653112026e311a04657468302001"),
        new Row<>(codec, new SandboxEvent.SandboxLeft("e1"), "0a026531"),
        new Row<>(codec, new SandboxEvent.SandboxRemoving(false), ""),
        new Row<>(codec, new SandboxEvent.SandboxRemoving(true), "0801"),
        new Row<>(codec, new SandboxEvent.SandboxRemoved(), ""));
  }

  private static SandboxSettings sandbox(Namespace namespace) {
    return new SandboxSettings("web", "node-1", Map.of("k", "v"), namespace);
  }

  private static List<Row<?>> endpoints() {
    var codec = Kinds.ENDPOINT.codec();
    return List.of(
        new Row<>(
            codec,
            new EndpointEvent.EndpointRequested(request()),
            "0a026e31120273311a066e6f64652d31221a0a02703112093139322e302e"
                + "322e371a093139322e302e322e3122040a0270322a026462321130323a34"
                + "323a30303a30303a30303a30373a04657468304001"),
        new Row<>(
            codec,
            new EndpointEvent.EndpointAddressed(
                new Addressing(
                    List.of(Cidr.parse("192.0.2.7/24"), Cidr.parse("2001:db8::7/64")),
                    Mac.parse("02:42:c0:00:02:07"))),
            "0a0c3139322e302e322e372f32340a0e323030313a6462383a3a372f3634"
                + "121130323a34323a63303a30303a30323a3037"),
        new Row<>(codec, new EndpointEvent.EndpointAttached(12), "080c"),
        new Row<>(
            codec,
            new EndpointEvent.EndpointFailed(FAILURE),
            "0a0e414444524553535f494e5f555345120574616b656e"),
        new Row<>(codec, new EndpointEvent.EndpointLeaving(), ""),
        new Row<>(codec, new EndpointEvent.EndpointDetached(false), ""),
        new Row<>(codec, new EndpointEvent.EndpointDetached(true), "0801"),
        new Row<>(codec, new EndpointEvent.EndpointRemoved(), ""));
  }

  private static EndpointRequest request() {
    return new EndpointRequest(
        "n1",
        "s1",
        "node-1",
        List.of(
            new WantedAddress(
                "p1",
                Optional.of(IpAddress.parse("192.0.2.7")),
                Optional.of(IpAddress.parse("192.0.2.1"))),
            new WantedAddress("p2", Optional.empty(), Optional.empty())),
        List.of("db"),
        Optional.of(Mac.parse("02:42:00:00:00:07")),
        "eth0",
        1);
  }

  @ParameterizedTest
  @MethodSource("stored")
  void anEventIsStoredAsItAlwaysWas(Row<?> row) {
    assertThat(HexFormat.of().formatHex(row.payload().bytes())).isEqualTo(row.bytes());
  }

  @ParameterizedTest
  @MethodSource("stored")
  void whatWasStoredOnceIsReadForEver(Row<?> row) {
    assertThat(row.decoded()).isEqualTo(row.event());
  }

  @Test
  void everyEventHasAStoredForm() {
    Stream<Class<?>> covered = stored().map(row -> row.event().getClass());
    assertThat(covered)
        .containsAll(
            Stream.of(
                    NameEvent.class,
                    NetworkEvent.class,
                    SandboxEvent.class,
                    GuestEvent.class,
                    EndpointEvent.class,
                    HostEvent.class,
                    PortEvent.class,
                    VniEvent.class)
                .flatMap(StoredEventsTest::leaves)
                .toList());
  }

  /** The records of a sealed interface, also below other sealed interfaces. */
  private static Stream<Class<?>> leaves(Class<?> kind) {
    return kind.isSealed()
        ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(StoredEventsTest::leaves)
        : Stream.of(kind);
  }
}
