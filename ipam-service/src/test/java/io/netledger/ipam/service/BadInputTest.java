package io.netledger.ipam.service;

import static io.netledger.ipam.service.RunningIpam.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.proto.history.v1.Event;
import io.netledger.proto.ipam.v1.AllocateAddressRequest;
import io.netledger.proto.ipam.v1.ClosePoolRequest;
import io.netledger.proto.ipam.v1.Family;
import io.netledger.proto.ipam.v1.GetAddressRequest;
import io.netledger.proto.ipam.v1.GetPoolRequest;
import io.netledger.proto.ipam.v1.ListAddressesRequest;
import io.netledger.proto.ipam.v1.ListPoolsRequest;
import io.netledger.proto.ipam.v1.OpenPoolRequest;
import io.netledger.proto.ipam.v1.ReleaseAddressRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every call with every field empty, too long, malformed, of the wrong family, out of range … */
class BadInputTest {

  @RegisterExtension static final RunningIpam IPAM = new RunningIpam();

  private static final String LONG = "x".repeat(2_000);
  private static final String UNKNOWN = "0".repeat(64);
  private static String pool = "";

  /** A call that must be refused, for this reason and with this word in the message. */
  record Bad(String name, Supplier<?> call, Reason reason, String word, boolean write) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void openAPool() {
    pool =
        IPAM.ipam()
            .openPool(OpenPoolRequest.newBuilder().setSubnet("10.0.0.0/24").setOwner("o").build())
            .getPool()
            .getId();
  }

  static Stream<Bad> calls() {
    return Stream.of(
            opening(),
            openingDetails(),
            openingAuxiliary(),
            closing(),
            allocating(),
            releasing(),
            reading())
        .flatMap(List::stream);
  }

  private static List<Bad> opening() {
    return List.of(
        open("space unknown", r -> r.setSpace("nosuchspace"), Reason.INVALID_ARGUMENT, "local"),
        open("space malformed", r -> r.setSpace("A b"), Reason.INVALID_ARGUMENT, "A b"),
        open("space too long", r -> r.setSpace(LONG), Reason.INVALID_ARGUMENT, "2000 characters"),
        open("subnet malformed", r -> r.setSubnet("banana"), Reason.SUBNET_INVALID, "banana"),
        open("subnet without length", r -> r.setSubnet("10.0.0.0"), Reason.SUBNET_INVALID, "CIDR"),
        open("length out of range", r -> r.setSubnet("10.0.0.0/33"), Reason.SUBNET_INVALID, "33"),
        open("subnet too long", r -> r.setSubnet(LONG), Reason.SUBNET_INVALID, "2000 characters"),
        open("host bits", r -> r.setSubnet("10.1.0.1/24"), Reason.SUBNET_INVALID, "10.1.0.0/24"),
        open("overlap", r -> r.setSubnet("10.0.0.0/8"), Reason.SUBNET_OVERLAPS, "10.0.0.0/24"),
        open("family unknown", r -> r.setFamilyValue(5), Reason.INVALID_ARGUMENT, "5"),
        open(
            "other family",
            r -> r.setFamily(Family.FAMILY_IPV6),
            Reason.INVALID_ARGUMENT,
            "10.1.0.0/24"),
        open("owner empty", r -> r.setOwner(""), Reason.INVALID_ARGUMENT, "owner"),
        open("owner too long", r -> r.setOwner(LONG), Reason.INVALID_ARGUMENT, "2000 characters"),
        open("owner of two lines", r -> r.setOwner("a\nb"), Reason.INVALID_ARGUMENT, "control"),
        open("request id long", r -> r.setRequestId(LONG), Reason.INVALID_ARGUMENT, "request_id"),
        open("reason too long", r -> r.setReason(LONG), Reason.INVALID_ARGUMENT, "reason"));
  }

  private static List<Bad> openingDetails() {
    return List.of(
        open("range malformed", r -> r.setIpRange("banana"), Reason.SUBNET_INVALID, "banana"),
        open(
            "range outside", r -> r.setIpRange("10.2.0.0/25"), Reason.ADDRESS_OUT_OF_RANGE, "10.2"),
        open("range family", r -> r.setIpRange("fd00::/64"), Reason.ADDRESS_OUT_OF_RANGE, "fd00::"),
        open("range host bits", r -> r.setIpRange("10.1.0.1/25"), Reason.SUBNET_INVALID, "/25"),
        open("range too long", r -> r.setIpRange(LONG), Reason.SUBNET_INVALID, "ip_range"),
        open(
            "range alone",
            r -> r.setSubnet("").setIpRange("10.1.0.0/25"),
            Reason.INVALID_ARGUMENT,
            "ip_range"),
        open("gateway malformed", r -> r.setGateway("x"), Reason.INVALID_ARGUMENT, "gateway"),
        open("gateway outside", r -> r.setGateway("10.2.0.1"), Reason.ADDRESS_OUT_OF_RANGE, "10.2"),
        open("gateway family", r -> r.setGateway("fd00::1"), Reason.ADDRESS_OUT_OF_RANGE, "fd00"),
        open("gateway network", r -> r.setGateway("10.1.0.0"), Reason.ADDRESS_RESERVED, "network"),
        open("gateway too long", r -> r.setGateway(LONG), Reason.INVALID_ARGUMENT, "gateway"),
        open(
            "gateway and none",
            r -> r.setGateway("10.1.0.1").setNoGateway(true),
            Reason.INVALID_ARGUMENT,
            "no_gateway"),
        open(
            "gateway alone",
            r -> r.setSubnet("").setGateway("10.1.0.1"),
            Reason.INVALID_ARGUMENT,
            "gateway"));
  }

  private static List<Bad> openingAuxiliary() {
    return List.of(
        open("aux malformed", r -> r.putAuxAddresses("a", "x"), Reason.INVALID_ARGUMENT, "aux"),
        open("aux name", r -> r.putAuxAddresses("", "10.1.0.9"), Reason.INVALID_ARGUMENT, "name"),
        open(
            "aux outside",
            r -> r.putAuxAddresses("a", "10.2.0.9"),
            Reason.ADDRESS_OUT_OF_RANGE,
            "10.2.0.9"),
        open(
            "aux twice",
            r -> r.putAuxAddresses("a", "10.1.0.9").putAuxAddresses("b", "10.1.0.9"),
            Reason.ADDRESS_IN_USE,
            "10.1.0.9"),
        open("too many aux", BadInputTest::manyAuxiliary, Reason.INVALID_ARGUMENT, "257"));
  }

  private static List<Bad> closing() {
    return List.of(
        close("pool id empty", r -> r.setPoolId(""), Reason.INVALID_ARGUMENT, "pool_id"),
        close("pool id malformed", r -> r.setPoolId("x"), Reason.INVALID_ARGUMENT, "pool_id"),
        close("pool unknown", r -> r.setPoolId(UNKNOWN), Reason.POOL_NOT_FOUND, UNKNOWN),
        close("etag unknown", r -> r.setEtag("x"), Reason.ETAG_MISMATCH, "\"x\""),
        close("etag too long", r -> r.setEtag(LONG), Reason.INVALID_ARGUMENT, "etag"),
        close("request id", r -> r.setRequestId("a b"), Reason.INVALID_ARGUMENT, "request_id"));
  }

  private static List<Bad> allocating() {
    return List.of(
        allocate("pool id empty", r -> r.setPoolId(""), Reason.INVALID_ARGUMENT, "pool_id"),
        allocate("pool id long", r -> r.setPoolId(LONG), Reason.INVALID_ARGUMENT, "pool_id"),
        allocate("pool unknown", r -> r.setPoolId(UNKNOWN), Reason.POOL_NOT_FOUND, UNKNOWN),
        allocate("holder empty", r -> r.setHolder(""), Reason.INVALID_ARGUMENT, "holder"),
        allocate("holder too long", r -> r.setHolder(LONG), Reason.INVALID_ARGUMENT, "holder"),
        allocate("malformed", r -> r.setAddress("10.0.0"), Reason.INVALID_ARGUMENT, "10.0.0"),
        allocate("with length", r -> r.setAddress("10.0.0.7/24"), Reason.INVALID_ARGUMENT, "/24"),
        allocate("too long", r -> r.setAddress(LONG), Reason.INVALID_ARGUMENT, "address"),
        allocate("family", r -> r.setAddress("fd00::1"), Reason.ADDRESS_OUT_OF_RANGE, "fd00::1"),
        allocate("outside", r -> r.setAddress("10.0.1.1"), Reason.ADDRESS_OUT_OF_RANGE, "10.0.1.1"),
        allocate("gateway", r -> r.setAddress("10.0.0.1"), Reason.ADDRESS_RESERVED, "gateway"),
        allocate("reason", r -> r.setReason(LONG), Reason.INVALID_ARGUMENT, "reason"));
  }

  private static List<Bad> releasing() {
    return List.of(
        release("pool id empty", r -> r.setPoolId(""), Reason.INVALID_ARGUMENT, "pool_id"),
        release("pool unknown", r -> r.setPoolId(UNKNOWN), Reason.POOL_NOT_FOUND, UNKNOWN),
        release("holder empty", r -> r.setHolder(""), Reason.INVALID_ARGUMENT, "holder"),
        release("holder too long", r -> r.setHolder(LONG), Reason.INVALID_ARGUMENT, "holder"));
  }

  private static List<Bad> reading() {
    return List.of(
        read("get pool", () -> getPool("x"), Reason.INVALID_ARGUMENT, "pool_id"),
        read("get unknown pool", () -> getPool(UNKNOWN), Reason.POOL_NOT_FOUND, UNKNOWN),
        read("address, pool", () -> getAddress("", "10.0.0.2"), Reason.INVALID_ARGUMENT, "pool_id"),
        read("address", () -> getAddress(pool, ""), Reason.INVALID_ARGUMENT, "address"),
        read("not held", () -> getAddress(pool, "10.0.0.9"), Reason.ADDRESS_NOT_HELD, "10.0.0.9"),
        read("outside", () -> getAddress(pool, "::1"), Reason.ADDRESS_OUT_OF_RANGE, "::1"),
        read("key", () -> pools("name=x", 0, ""), Reason.FILTER_INVALID, "name"),
        read("no value", () -> pools("owner", 0, ""), Reason.FILTER_INVALID, "key=value"),
        read("family", () -> pools("family=5", 0, ""), Reason.FILTER_INVALID, "4 or 6"),
        read("subnet", () -> pools("subnet=x", 0, ""), Reason.FILTER_INVALID, "subnet"),
        read("id", () -> pools("id=XYZ", 0, ""), Reason.FILTER_INVALID, "id"),
        read("size", () -> pools("owner=o", 1001, ""), Reason.INVALID_ARGUMENT, "1001"),
        read("negative size", () -> pools("owner=o", -1, ""), Reason.INVALID_ARGUMENT, "-1"),
        read("token", () -> pools("owner=o", 0, "x"), Reason.PAGE_TOKEN_INVALID, "page_token"),
        read("lease key", () -> leases("owner=x", 0, ""), Reason.FILTER_INVALID, "owner"),
        read("lease pool", () -> leases("pool=x", 0, ""), Reason.FILTER_INVALID, "pool"),
        read("lease address", () -> leases("address=x", 0, ""), Reason.FILTER_INVALID, "address"),
        read("lease size", () -> leases("holder=x", 5000, ""), Reason.INVALID_ARGUMENT, "5000"),
        read("lease token", () -> leases("holder=x", 0, "x"), Reason.PAGE_TOKEN_INVALID, "page"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void isRefusedForItsReasonAndStoresNothingButTheRefusal(Bad bad) {
    List<Event> before = IPAM.first().events();
    Rejection rejection = refused(bad.call());
    assertThat(rejection.reason()).as(rejection.getMessage()).isEqualTo(bad.reason());
    assertThat(rejection.getMessage()).contains(bad.word()).hasSizeLessThan(1_000);
    List<Event> after = IPAM.first().events();
    assertThat(after.subList(before.size(), after.size()))
        .extracting(Event::getType)
        .isEqualTo(bad.write() ? List.of("netledger.events.v1.RequestRefused") : List.of());
  }

  private static void manyAuxiliary(OpenPoolRequest.Builder request) {
    for (int i = 0; i < 257; i++) {
      request.putAuxAddresses("a" + i, "10.1.0.9");
    }
  }

  private static Bad open(
      String name, Consumer<OpenPoolRequest.Builder> change, Reason reason, String word) {
    var request = OpenPoolRequest.newBuilder().setSubnet("10.1.0.0/24").setOwner("other");
    change.accept(request);
    return new Bad(
        "open: " + name, () -> IPAM.ipam().openPool(request.build()), reason, word, true);
  }

  private static Bad close(
      String name, Consumer<ClosePoolRequest.Builder> change, Reason reason, String word) {
    var request = ClosePoolRequest.newBuilder().setPoolId(pool);
    change.accept(request);
    return new Bad(
        "close: " + name, () -> IPAM.ipam().closePool(request.build()), reason, word, true);
  }

  private static Bad allocate(
      String name, Consumer<AllocateAddressRequest.Builder> change, Reason reason, String word) {
    var request = AllocateAddressRequest.newBuilder().setPoolId(pool).setHolder("h");
    change.accept(request);
    return new Bad(
        "allocate: " + name,
        () -> IPAM.ipam().allocateAddress(request.build()),
        reason,
        word,
        true);
  }

  private static Bad release(
      String name, Consumer<ReleaseAddressRequest.Builder> change, Reason reason, String word) {
    var request = ReleaseAddressRequest.newBuilder().setPoolId(pool).setHolder("h");
    change.accept(request);
    return new Bad(
        "release: " + name, () -> IPAM.ipam().releaseAddress(request.build()), reason, word, true);
  }

  private static Bad read(String name, Supplier<?> call, Reason reason, String word) {
    return new Bad("read: " + name, call, reason, word, false);
  }

  private static Object getPool(String id) {
    return IPAM.ipam().getPool(GetPoolRequest.newBuilder().setPoolId(id).build());
  }

  private static Object getAddress(String id, String address) {
    return IPAM.ipam()
        .getAddress(GetAddressRequest.newBuilder().setPoolId(id).setAddress(address).build());
  }

  private static Object pools(String filter, int size, String token) {
    return IPAM.ipam()
        .listPools(
            ListPoolsRequest.newBuilder()
                .addFilter(filter)
                .setPageSize(size)
                .setPageToken(token)
                .build());
  }

  private static Object leases(String filter, int size, String token) {
    return IPAM.ipam()
        .listAddresses(
            ListAddressesRequest.newBuilder()
                .addFilter(filter)
                .setPageSize(size)
                .setPageToken(token)
                .build());
  }
}
