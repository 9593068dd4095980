package io.netledger.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.eventstore.EventCodec;
import io.netledger.eventstore.Payload;
import io.netledger.ipam.pool.PoolCodec;
import io.netledger.ipam.pool.PoolEvent;
import io.netledger.ipam.pool.PoolEvent.AddressAllocated;
import io.netledger.ipam.pool.PoolEvent.AddressReleased;
import io.netledger.ipam.pool.PoolEvent.AddressReserved;
import io.netledger.ipam.pool.PoolEvent.AddressUnreserved;
import io.netledger.ipam.pool.PoolEvent.PoolClosed;
import io.netledger.ipam.pool.PoolEvent.PoolOpened;
import io.netledger.ipam.pool.PoolEvent.PoolWidened;
import io.netledger.ipam.pool.PoolSpec;
import io.netledger.ipam.space.SpaceCodec;
import io.netledger.ipam.space.SpaceEvent;
import io.netledger.ipam.space.SpaceEvent.RangeWidened;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import io.netledger.ipam.space.SpaceEvent.SubnetReturned;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was stored once is read for ever. */
class StoredFormsTest {

  /** An event, and the bytes that the first release writes for it. */
  record Stored(Object event, String type, String bytes) {}

  /** A row is added, never changed. */
  static List<Stored> stored() {
    return Stream.of(ofSpaces(), ofPools(), ofReservations()).flatMap(List::stream).toList();
  }

  private static List<Stored> ofSpaces() {
    return List.of(
        new Stored(
            new SubnetReserved(
                "ab", Cidr.parse("10.0.0.0/24"), Cidr.parse("10.0.0.128/25"), "net", true),
            "SubnetReserved",
            "0a026162120b31302e302e302e302f32341a0d31302e302e302e3132382f323522036e65742801"),
        new Stored(
            new SubnetReserved(
                "ab", Cidr.parse("fd00::/64"), Cidr.parse("fd00::/64"), "net", false),
            "SubnetReserved",
            "0a0261621209666430303a3a2f36341a09666430303a3a2f363422036e6574"),
        new Stored(
            new RangeWidened("ab", Cidr.parse("10.0.0.0/25")),
            "RangeWidened",
            "0a026162120b31302e302e302e302f3235"),
        new Stored(new SubnetReturned("ab"), "SubnetReturned", "0a026162"));
  }

  private static List<Stored> ofPools() {
    return List.of(
        new Stored(
            new PoolOpened(
                new PoolSpec(
                    "local",
                    Cidr.parse("10.0.0.0/24"),
                    Cidr.parse("10.0.0.128/25"),
                    Optional.of(IpAddress.parse("10.0.0.1")),
                    Map.of("nas", IpAddress.parse("10.0.0.9")),
                    "net")),
            "PoolOpened",
            "0a056c6f63616c120b31302e302e302e302f32341a0d31302e302e302e3132382f3235220831302e302e302e312a0f0a036e6173120831302e302e302e3932036e6574"),
        new Stored(
            new PoolOpened(
                new PoolSpec(
                    "local",
                    Cidr.parse("fd00::/64"),
                    Cidr.parse("fd00::/64"),
                    Optional.empty(),
                    Map.of(),
                    "net")),
            "PoolOpened",
            "0a056c6f63616c1209666430303a3a2f36341a09666430303a3a2f363432036e6574"),
        new Stored(
            new AddressAllocated(IpAddress.parse("10.0.0.7"), "ep", true),
            "AddressAllocated",
            "0a0831302e302e302e37120265701801"),
        new Stored(
            new AddressAllocated(IpAddress.parse("fd00::7"), "ep", false),
            "AddressAllocated",
            "0a07666430303a3a3712026570"),
        new Stored(
            new AddressReleased(IpAddress.parse("10.0.0.7"), "ep"),
            "AddressReleased",
            "0a0831302e302e302e3712026570"),
        new Stored(new PoolClosed(), "PoolClosed", ""));
  }

  private static List<Stored> ofReservations() {
    return List.of(
        new Stored(
            new AddressReserved(IpAddress.parse("10.0.0.7"), Optional.of("db")),
            "AddressReserved",
            "0a0831302e302e302e3712026462"),
        new Stored(
            new AddressReserved(IpAddress.parse("10.0.0.7"), Optional.empty()),
            "AddressReserved",
            "0a0831302e302e302e37"),
        new Stored(
            new AddressUnreserved(IpAddress.parse("10.0.0.7")),
            "AddressUnreserved",
            "0a0831302e302e302e37"),
        new Stored(
            new PoolWidened(Cidr.parse("10.0.0.0/25")),
            "PoolWidened",
            "0a0b31302e302e302e302f3235"));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void isWrittenAndReadAsInTheFirstRelease(Stored row) {
    Payload payload =
        new Payload("netledger.events.v1." + row.type(), HexFormat.of().parseHex(row.bytes()));
    switch (row.event()) {
      case SpaceEvent event -> check(new SpaceCodec(), event, payload);
      case PoolEvent event -> check(new PoolCodec(), event, payload);
      default -> throw new AssertionError(row.event() + " has no codec");
    }
  }

  @Test
  void everyEventHasAStoredForm() {
    Stream<Class<?>> covered = stored().stream().map(row -> row.event().getClass());
    Stream<Class<?>> events =
        Stream.of(SpaceEvent.class, PoolEvent.class)
            .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()));
    assertThat(covered).containsAll(events.toList());
  }

  private static <E> void check(EventCodec<E> codec, E event, Payload stored) {
    Payload written = codec.encode(event);
    assertThat(written.type()).isEqualTo(stored.type());
    assertThat(HexFormat.of().formatHex(written.bytes()))
        .isEqualTo(HexFormat.of().formatHex(stored.bytes()));
    assertThat(codec.decode(stored)).isEqualTo(event);
  }
}
