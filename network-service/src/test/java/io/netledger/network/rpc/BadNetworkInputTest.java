package io.netledger.network.rpc;

import io.netledger.network.rpc.BadInput.Bad;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of a network that is wished for, spelled wrong. */
@Timeout(60)
class BadNetworkInputTest {

  private static BadInput input;

  @BeforeAll
  static void aWorld() throws IOException {
    input = new BadInput();
  }

  @AfterAll
  static void end() {
    input.close();
  }

  static Stream<Bad> bad() {
    return Stream.of(network(), options(), subnets(), addresses()).flatMap(each -> each);
  }

  private static Bad network(
      String what, Reason reason, UnaryOperator<CreateNetworkRequest.Builder> change) {
    return new Bad(
        what, change.apply(CreateNetworkRequest.newBuilder().setName("n1")).build(), reason);
  }

  private static Stream<Bad> network() {
    Reason invalid = Reason.INVALID_ARGUMENT;
    Map<String, String> many =
        IntStream.range(0, 129).boxed().collect(Collectors.toMap(i -> "k" + i, _ -> ""));
    return Stream.of(
        network("no name", invalid, CreateNetworkRequest.Builder::clearName),
        network("a long name", invalid, b -> b.setName(BadInput.LONG)),
        network("a blank in the name", invalid, b -> b.setName("a b")),
        network("a slash in the name", invalid, b -> b.setName("a/b")),
        network("a name of a dash", invalid, b -> b.setName("-a")),
        network("a predefined name", Reason.NETWORK_PREDEFINED, b -> b.setName("default")),
        network("a name that is taken", Reason.NAME_TAKEN, b -> b.setName("br0")),
        network("an unknown driver", Reason.DRIVER_UNKNOWN, b -> b.setDriver("x")),
        network("a long driver", Reason.DRIVER_UNKNOWN, b -> b.setDriver(BadInput.LONG)),
        network(
            "encryption",
            Reason.OPTION_UNSUPPORTED,
            b -> b.setDriver("overlay").putOptions("encrypted", "true")),
        network("driver host", Reason.NETWORK_PREDEFINED, b -> b.setDriver("host")),
        network("an empty label", invalid, b -> b.putLabels("", "v")),
        network("a long label", invalid, b -> b.putLabels("k".repeat(257), "v")),
        network("a long value", invalid, b -> b.putLabels("k", "v".repeat(4_097))),
        network("many labels", invalid, b -> b.putAllLabels(many)),
        network("a long request id", invalid, b -> b.setRequestId(BadInput.LONG)),
        network("a request id in Greek", invalid, b -> b.setRequestId("αβγ")),
        network("a long reason", invalid, b -> b.setReason("r".repeat(1_025))));
  }

  private static Stream<Bad> options() {
    Reason invalid = Reason.INVALID_ARGUMENT;
    return Stream.of(
        network("an unknown option", Reason.OPTION_UNKNOWN, b -> b.putOptions("speed", "1")),
        network("an empty option", Reason.OPTION_UNKNOWN, b -> b.putOptions("", "1")),
        network("an mtu of words", invalid, b -> b.putOptions("mtu", "many")),
        network("an empty mtu", invalid, b -> b.putOptions("mtu", "")),
        network("a low mtu", invalid, b -> b.putOptions("mtu", "67")),
        network("a high mtu", invalid, b -> b.putOptions("mtu", "65536")),
        network("an mtu too low for IPv6", invalid, b -> b.putOptions("mtu", "1000").setIpv6(true)),
        network("a long bridge", invalid, b -> b.putOptions("name", "b".repeat(16))),
        network("a bridge with a slash", invalid, b -> b.putOptions("name", "a/b")),
        network("an empty bridge", invalid, b -> b.putOptions("name", "")),
        network("icc of words", invalid, b -> b.putOptions("icc", "perhaps")),
        network(
            "an option twice",
            invalid,
            b ->
                b.putOptions("icc", "true")
                    .putOptions("com.docker.network.bridge.enable_icc", "true")));
  }

  private static Bad subnet(String what, Reason reason, UnaryOperator<Subnet.Builder> change) {
    Subnet.Builder subnet = change.apply(Subnet.newBuilder().setSubnet("10.0.0.0/24"));
    return network(what, reason, b -> b.addSubnets(subnet));
  }

  private static Stream<Bad> subnets() {
    Reason outside = Reason.ADDRESS_OUT_OF_RANGE;
    return Stream.of(
        subnet("no CIDR", Reason.SUBNET_INVALID, b -> b.setSubnet("foo")),
        subnet("no length", Reason.SUBNET_INVALID, b -> b.setSubnet("10.0.0.0")),
        subnet("a long length", Reason.SUBNET_INVALID, b -> b.setSubnet("10.0.0.0/33")),
        subnet("a long subnet", Reason.SUBNET_INVALID, b -> b.setSubnet(BadInput.LONG)),
        subnet("host bits", Reason.SUBNET_INVALID, b -> b.setSubnet("10.0.0.1/24")),
        subnet("a subnet in use", Reason.SUBNET_OVERLAPS, b -> b.setSubnet("192.168.5.0/24")),
        subnet("no range", Reason.SUBNET_INVALID, b -> b.setIpRange("foo")),
        subnet("a range outside", outside, b -> b.setIpRange("10.0.1.0/25")),
        subnet("a range around", outside, b -> b.setIpRange("10.0.0.0/23")),
        subnet("a range of IPv6", outside, b -> b.setIpRange("fd00::/64")));
  }

  private static Stream<Bad> addresses() {
    Reason invalid = Reason.INVALID_ARGUMENT;
    Reason outside = Reason.ADDRESS_OUT_OF_RANGE;
    Map<String, String> many =
        IntStream.range(0, 257).boxed().collect(Collectors.toMap(i -> "a" + i, _ -> "10.0.0.9"));
    return Stream.of(
        subnet("no gateway", invalid, b -> b.setGateway("foo")),
        subnet("a gateway outside", outside, b -> b.setGateway("10.0.1.1")),
        subnet("a gateway of IPv6", outside, b -> b.setGateway("fd00::1")),
        subnet("an auxiliary address of words", invalid, b -> b.putAuxAddresses("a", "foo")),
        subnet("an empty auxiliary address", invalid, b -> b.putAuxAddresses("a", "")),
        subnet(
            "an auxiliary address without name", invalid, b -> b.putAuxAddresses("", "10.0.0.9")),
        subnet("an auxiliary address outside", outside, b -> b.putAuxAddresses("a", "10.0.1.9")),
        subnet("an auxiliary address of IPv6", outside, b -> b.putAuxAddresses("a", "fd00::9")),
        subnet(
            "an auxiliary address that is the gateway",
            Reason.ADDRESS_IN_USE,
            b -> b.setGateway("10.0.0.9").putAuxAddresses("a", "10.0.0.9")),
        subnet("many auxiliary addresses", invalid, b -> b.putAllAuxAddresses(many)),
        network(
            "two subnets to choose",
            invalid,
            b -> b.addSubnets(Subnet.getDefaultInstance()).addSubnets(Subnet.getDefaultInstance())),
        network(
            "two subnets that overlap",
            Reason.SUBNET_OVERLAPS,
            b ->
                b.addSubnets(Subnet.newBuilder().setSubnet("10.0.0.0/8"))
                    .addSubnets(Subnet.newBuilder().setSubnet("10.9.0.0/16"))),
        network(
            "many subnets",
            invalid,
            b ->
                b.addAllSubnets(
                    IntStream.range(0, 17)
                        .mapToObj(i -> Subnet.newBuilder().setSubnet("10." + i + ".0.0/16").build())
                        .toList())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRefusedAndOnlyRecorded(Bad bad) {
    input.isRefusedAndOnlyRecorded(bad);
  }
}
