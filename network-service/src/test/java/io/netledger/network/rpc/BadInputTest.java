package io.netledger.network.rpc;

import io.netledger.network.rpc.BadInput.Bad;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.PruneNetworksRequest;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of all other calls that change something, spelled wrong. */
@Timeout(60)
class BadInputTest {

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
    return Stream.of(connect(), connectNone(), disconnect(), removals(), sandboxes())
        .flatMap(each -> each);
  }

  private static Bad connect(
      String what, Reason reason, UnaryOperator<ConnectRequest.Builder> change) {
    return new Bad(
        what,
        change.apply(ConnectRequest.newBuilder().setNetwork("br0").setSandbox("off")).build(),
        reason);
  }

  private static Stream<Bad> connectNone() {
    return Stream.of(
        connect(
            "network none besides another",
            Reason.NETWORK_NOT_CONNECTABLE,
            b -> b.setNetwork("none").setSandbox("web")),
        connect(
            "an address on network none",
            Reason.INVALID_ARGUMENT,
            b -> b.setNetwork("none").setIpv4Address("10.0.0.7")),
        connect(
            "a blank on network none",
            Reason.INVALID_ARGUMENT,
            b -> b.setNetwork("none").setSandbox(" ")));
  }

  private static Stream<Bad> connect() {
    Reason invalid = Reason.INVALID_ARGUMENT;
    List<String> many = IntStream.range(0, 17).mapToObj(i -> "a" + i).toList();
    return Stream.of(
        connect("no network", invalid, ConnectRequest.Builder::clearNetwork),
        connect("a long network", invalid, b -> b.setNetwork(BadInput.LONG)),
        connect("a network with a slash", invalid, b -> b.setNetwork("a/b")),
        connect("an unknown network", Reason.NETWORK_NOT_FOUND, b -> b.setNetwork("x9")),
        connect("no sandbox", invalid, ConnectRequest.Builder::clearSandbox),
        connect("a long sandbox", invalid, b -> b.setSandbox(BadInput.LONG)),
        connect("an unknown sandbox", Reason.SANDBOX_NOT_FOUND, b -> b.setSandbox("x9")),
        connect("a sandbox that is on", Reason.ALREADY_CONNECTED, b -> b.setSandbox("web")),
        connect("an address of words", invalid, b -> b.setIpv4Address("foo")),
        connect("an address with length", invalid, b -> b.setIpv4Address("192.168.0.9/16")),
        connect("IPv6 as IPv4", Reason.ADDRESS_OUT_OF_RANGE, b -> b.setIpv4Address("fd00::9")),
        connect(
            "an address outside", Reason.ADDRESS_OUT_OF_RANGE, b -> b.setIpv4Address("10.9.9.9")),
        connect("the gateway", Reason.ADDRESS_RESERVED, b -> b.setIpv4Address("192.168.0.1")),
        connect("an address in use", Reason.ADDRESS_IN_USE, b -> b.setIpv4Address("192.168.0.2")),
        connect("IPv4 as IPv6", Reason.ADDRESS_OUT_OF_RANGE, b -> b.setIpv6Address("192.168.0.9")),
        connect(
            "IPv6 where is none", Reason.ADDRESS_OUT_OF_RANGE, b -> b.setIpv6Address("fd00::9")),
        connect("a MAC of words", invalid, b -> b.setMacAddress("foo")),
        connect("a multicast MAC", invalid, b -> b.setMacAddress("01:00:5e:00:00:01")),
        connect("a MAC in use", Reason.MAC_IN_USE, b -> b.setMacAddress("02:42:c0:a8:00:02")),
        connect("a long interface", invalid, b -> b.setInterfaceName("e".repeat(16))),
        connect("an interface with a slash", invalid, b -> b.setInterfaceName("a/b")),
        connect("interface lo", Reason.INTERFACE_TAKEN, b -> b.setInterfaceName("lo")),
        connect("an empty alias", invalid, b -> b.addAliases("")),
        connect("an alias with a dot", invalid, b -> b.addAliases("a.b")),
        connect("a long alias", invalid, b -> b.addAliases("a".repeat(64))),
        connect("an alias twice", invalid, b -> b.addAliases("a").addAliases("a")),
        connect("many aliases", invalid, b -> b.addAllAliases(many)),
        connect("a wait below zero", invalid, b -> b.setWait(BadInput.NEGATIVE)),
        connect("a wait of hours", invalid, b -> b.setWait(BadInput.HOURS)),
        connect("a wait of ages", invalid, b -> b.setWait(BadInput.HUGE)),
        connect("a long request id", invalid, b -> b.setRequestId(BadInput.LONG)),
        connect("a long reason", invalid, b -> b.setReason("r".repeat(1_025))));
  }

  private static Bad disconnect(
      String what, Reason reason, UnaryOperator<DisconnectRequest.Builder> change) {
    return new Bad(
        what,
        change.apply(DisconnectRequest.newBuilder().setNetwork("br0").setSandbox("web")).build(),
        reason);
  }

  private static Stream<Bad> disconnect() {
    Reason invalid = Reason.INVALID_ARGUMENT;
    return Stream.of(
        disconnect("no network", invalid, DisconnectRequest.Builder::clearNetwork),
        disconnect("a long network", invalid, b -> b.setNetwork(BadInput.LONG)),
        disconnect("an unknown network", Reason.NETWORK_NOT_FOUND, b -> b.setNetwork("x9")),
        disconnect("no sandbox", invalid, DisconnectRequest.Builder::clearSandbox),
        disconnect("an unknown sandbox", Reason.SANDBOX_NOT_FOUND, b -> b.setSandbox("x9")),
        disconnect("a sandbox that is off", Reason.NOT_CONNECTED, b -> b.setSandbox("off")),
        disconnect("a stale etag", Reason.ETAG_MISMATCH, b -> b.setEtag("x")),
        disconnect("a long etag", Reason.ETAG_MISMATCH, b -> b.setEtag(BadInput.LONG)),
        disconnect("a wait below zero", invalid, b -> b.setWait(BadInput.NEGATIVE)),
        disconnect("a wait of ages", invalid, b -> b.setWait(BadInput.HUGE)),
        disconnect("a long request id", invalid, b -> b.setRequestId(BadInput.LONG)),
        disconnect("a long reason", invalid, b -> b.setReason("r".repeat(1_025))));
  }

  private static Bad removal(
      String what, Reason reason, UnaryOperator<RemoveNetworkRequest.Builder> change) {
    return new Bad(
        what, change.apply(RemoveNetworkRequest.newBuilder().setNetwork("br0")).build(), reason);
  }

  private static Bad prune(String filter) {
    return new Bad(
        filter, PruneNetworksRequest.newBuilder().addFilter(filter).build(), Reason.FILTER_INVALID);
  }

  private static Stream<Bad> removals() {
    Reason invalid = Reason.INVALID_ARGUMENT;
    return Stream.of(
        removal("no network", invalid, RemoveNetworkRequest.Builder::clearNetwork),
        removal("a long network", invalid, b -> b.setNetwork(BadInput.LONG)),
        removal("an unknown network", Reason.NETWORK_NOT_FOUND, b -> b.setNetwork("x9")),
        removal("network host", Reason.NETWORK_PREDEFINED, b -> b.setNetwork("host")),
        removal("endpoints on it", Reason.NETWORK_IN_USE, b -> b),
        removal("a stale etag", Reason.ETAG_MISMATCH, b -> b.setEtag("x")),
        removal("a wait of hours", invalid, b -> b.setWait(BadInput.HOURS)),
        removal("a long request id", invalid, b -> b.setRequestId(BadInput.LONG)),
        removal("a long reason", invalid, b -> b.setReason("r".repeat(1_025))),
        prune("x=y"),
        prune("label"),
        prune("label="),
        prune("until="),
        prune("until=soon"),
        prune("label=" + "x".repeat(2_000)));
  }

  private static Bad sandbox(
      String what, Reason reason, UnaryOperator<CreateSandboxRequest.Builder> change) {
    return new Bad(
        what, change.apply(CreateSandboxRequest.newBuilder().setName("s1")).build(), reason);
  }

  private static Bad removeSandbox(
      String what, Reason reason, UnaryOperator<RemoveSandboxRequest.Builder> change) {
    return new Bad(
        what, change.apply(RemoveSandboxRequest.newBuilder().setSandbox("web")).build(), reason);
  }

  private static Stream<Bad> sandboxes() {
    Reason invalid = Reason.INVALID_ARGUMENT;
    return Stream.of(
        sandbox("a long name", invalid, b -> b.setName(BadInput.LONG)),
        sandbox("a slash in the name", invalid, b -> b.setName("a/b")),
        sandbox("a name that is taken", Reason.NAME_TAKEN, b -> b.setName("web")),
        sandbox("a long host", invalid, b -> b.setHost(BadInput.LONG)),
        sandbox("an unknown host", Reason.HOST_NOT_FOUND, b -> b.setHost("x9")),
        sandbox("an empty label", invalid, b -> b.putLabels("", "v")),
        sandbox("an empty path", invalid, b -> b.setNetnsPath("")),
        sandbox("a relative path", invalid, b -> b.setNetnsPath("run/netns/x")),
        sandbox("a long path", invalid, b -> b.setNetnsPath("/" + "x".repeat(4_096))),
        sandbox("a path with a zero", invalid, b -> b.setNetnsPath("/a\0b")),
        sandbox("pid 0", invalid, b -> b.setPid(0)),
        sandbox("a pid out of range", invalid, b -> b.setPid(-1)),
        sandbox("a wait below zero", invalid, b -> b.setWait(BadInput.NEGATIVE)),
        sandbox("a long request id", invalid, b -> b.setRequestId(BadInput.LONG)),
        sandbox("a long reason", invalid, b -> b.setReason("r".repeat(1_025))),
        removeSandbox("no sandbox", invalid, RemoveSandboxRequest.Builder::clearSandbox),
        removeSandbox("a long sandbox", invalid, b -> b.setSandbox(BadInput.LONG)),
        removeSandbox("an unknown sandbox", Reason.SANDBOX_NOT_FOUND, b -> b.setSandbox("x9")),
        removeSandbox("endpoints", Reason.SANDBOX_IN_USE, b -> b),
        removeSandbox("a stale etag", Reason.ETAG_MISMATCH, b -> b.setEtag("x")),
        removeSandbox("a wait of hours", invalid, b -> b.setWait(BadInput.HOURS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void isRefusedAndOnlyRecorded(Bad bad) {
    input.isRefusedAndOnlyRecorded(bad);
  }
}
