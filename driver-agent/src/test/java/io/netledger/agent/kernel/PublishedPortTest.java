package io.netledger.agent.kernel;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.plan;
import static io.netledger.agent.driver.Specs.publishing;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static io.netledger.agent.driver.Specs.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.address.IpAddress;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Plan;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.PublishedPort;
import io.netledger.agent.plan.SandboxSpec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published ports, called from everywhere: with real packets. */
class PublishedPortTest {

  @RegisterExtension final TestHost host = new TestHost();

  private static final SandboxSpec RED = sandbox("1ed");
  private static final SandboxSpec BLUE = sandbox("b1e");
  private static final SandboxSpec GREEN = sandbox("9e1");
  private static final List<SandboxSpec> ALL = List.of(RED, BLUE, GREEN);
  private static final String RED_V4 = "192.0.2.7";
  private static final String RED_V6 = "2001:db8:1::7";
  private static final NetworkSpec NETWORK =
      network(
          "0123456789ab",
          BRIDGE,
          subnet("192.0.2.0/24", "192.0.2.1"),
          subnet("2001:db8:1::/64", "2001:db8:1::1"));
  private static final NetworkSpec OTHER =
      network(
          "abcdef012345",
          BRIDGE,
          subnet("198.51.100.0/24", "198.51.100.1"),
          subnet("2001:db8:2::/64", "2001:db8:2::1"));

  private final List<NetworkNamespace> opened = new ArrayList<>();
  private LinuxKernel kernel;
  private NetworkNamespace outside;

  /** An outside that is one hop away: 203.0.113.9 behind the host's 203.0.113.1. */
  @BeforeEach
  void open() {
    kernel = host.kernel();
    outside = host.other("outside");
    host.see("ip", "link", "add", "up0", "type", "veth", "peer", "name", "down0");
    host.see("ip", "link", "set", "down0", "netns", outside.file().toString());
    host.see("ip", "address", "add", "203.0.113.1/24", "dev", "up0");
    host.see("ip", "address", "add", "203.0.113.2/24", "dev", "up0");
    host.see("ip", "address", "add", "2001:db8:f::1/64", "dev", "up0", "nodad");
    host.see("ip", "link", "set", "up0", "up");
    TestHost.see(outside.file(), "ip", "address", "add", "203.0.113.9/24", "dev", "down0");
    TestHost.see(
        outside.file(), "ip", "address", "add", "2001:db8:f::9/64", "dev", "down0", "nodad");
    TestHost.see(outside.file(), "ip", "link", "set", "down0", "up");
  }

  @AfterEach
  void close() {
    opened.forEach(NetworkNamespace::close);
    kernel.close();
  }

  @Test
  void areReachedFromOutsideWithTheCallersAddressAndNothingElseIs() throws IOException {
    kernel.apply(plan(List.of(NETWORK), ALL, red(everywhere())));

    try (var server = PortWitness.at(in(RED), RED_V4, 80)) {
      assertThat(server.called(outside, "203.0.113.1", 8080)).isEqualTo("203.0.113.9");
      assertThat(server.called(outside, "203.0.113.2", 8080)).isEqualTo("203.0.113.9");
      assertThat(server.called(outside, "203.0.113.1", 80)).isEmpty();
      TestHost.see(outside.file(), "ip", "route", "add", "192.0.2.0/24", "via", "203.0.113.1");
      assertThat(server.called(outside, RED_V4, 80)).as("by its own address").isEmpty();
    }
    try (var server = PortWitness.at(in(RED), RED_V6, 80)) {
      assertThat(server.called(outside, "2001:db8:f::1", 8080)).isEqualTo("2001:db8:f:0:0:0:0:9");
      assertThat(server.called(outside, "2001:db8:f::1", 80)).isEmpty();
    }
  }

  @Test
  void areReachedByTheHostItself() throws IOException {
    kernel.apply(plan(List.of(NETWORK), ALL, red(everywhere())));

    try (var server = PortWitness.at(in(RED), RED_V4, 80)) {
      for (String address : List.of("203.0.113.1", "127.0.0.1", "127.0.0.42", "192.0.2.1")) {
        assertThat(server.called(host.namespace(), address, 8080))
            .as(address)
            .isEqualTo("192.0.2.1");
      }
    }
    try (var server = PortWitness.at(in(RED), RED_V6, 80)) {
      assertThat(server.called(host.namespace(), "::1", 8080)).as("see ADR 0086").isEmpty();
      for (String address : List.of("2001:db8:f::1", "2001:db8:1::1")) {
        assertThat(server.called(host.namespace(), address, 8080))
            .as(address)
            .isEqualTo("2001:db8:1:0:0:0:0:1");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1"})
  void areReachedFromTheirOwnBridgeAndByTheirOwnSandbox(String brNetfilter) throws IOException {
    for (String family : List.of("iptables", "ip6tables")) {
      host.namespace().sysctl("net/bridge/bridge-nf-call-" + family, brNetfilter);
    }
    kernel.apply(plan(List.of(NETWORK), ALL, red(everywhere()), blue()));

    try (var server = PortWitness.at(in(RED), RED_V4, 80)) {
      for (SandboxSpec caller : List.of(BLUE, RED)) {
        assertThat(server.called(in(caller), "203.0.113.1", 8080)).isEqualTo("192.0.2.1");
        assertThat(server.called(in(caller), "192.0.2.1", 8080)).isEqualTo("192.0.2.1");
      }
    }
    try (var server = PortWitness.at(in(RED), RED_V6, 80)) {
      for (SandboxSpec caller : List.of(BLUE, RED)) {
        assertThat(server.called(in(caller), "2001:db8:f::1", 8080))
            .isEqualTo("2001:db8:1:0:0:0:0:1");
      }
    }
  }

  @Test
  void areReachedFromOtherBridges() throws IOException {
    kernel.apply(plan(List.of(NETWORK, OTHER), ALL, red(everywhere()), greenOnOther()));

    try (var server = PortWitness.at(in(RED), RED_V4, 80)) {
      assertThat(server.called(in(GREEN), "203.0.113.1", 8080)).isEqualTo("198.51.100.8");
      assertThat(server.called(in(GREEN), "198.51.100.1", 8080)).isEqualTo("198.51.100.8");
      assertThat(server.called(in(GREEN), RED_V4, 80)).isEmpty();
    }
    try (var server = PortWitness.at(in(RED), RED_V6, 80)) {
      assertThat(server.called(in(GREEN), "2001:db8:f::1", 8080)).isEqualTo("2001:db8:2:0:0:0:0:8");
    }
  }

  @Test
  void mayBeAtOneAddressOnly() throws IOException {
    kernel.apply(
        plan(
            List.of(NETWORK),
            ALL,
            red(tcp("203.0.113.2", 8080, 80), tcp("127.0.0.1", 9090, 80)),
            publishing(blue(), tcp("203.0.113.1", 8080, 80))));

    try (var server = PortWitness.at(in(RED), RED_V4, 80);
        var other = PortWitness.at(in(BLUE), "192.0.2.8", 80)) {
      assertThat(server.called(outside, "203.0.113.2", 8080)).isEqualTo("203.0.113.9");
      assertThat(other.called(outside, "203.0.113.1", 8080)).isEqualTo("203.0.113.9");
      assertThat(server.called(host.namespace(), "127.0.0.1", 9090)).isEqualTo("192.0.2.1");
      assertThat(server.called(host.namespace(), "127.0.0.1", 8080)).isEmpty();
      assertThat(server.called(outside, "203.0.113.2", 9090)).isEmpty();
    }
  }

  /** Who sits on the same wire can send anything to any address. */
  @Test
  void openTheLoopbackOfTheHostToNobody() throws IOException {
    kernel.apply(plan(List.of(NETWORK), ALL, red(tcp("127.0.0.1", 8080, 80)), blue()));
    sendsLoopbackTo(outside.file(), "203.0.113.1", "down0");
    sendsLoopbackTo(host.sandboxes().resolve(BLUE.id()), "192.0.2.1", "eth0");

    try (var server = PortWitness.at(in(RED), RED_V4, 80);
        var hosts = PortWitness.at(host.namespace(), "127.0.0.1", 2222)) {
      assertThat(server.called(host.namespace(), "127.0.0.1", 8080)).isEqualTo("192.0.2.1");
      assertThat(server.called(outside, "127.0.0.1", 8080)).isEmpty();
      assertThat(server.called(in(BLUE), "127.0.0.1", 8080)).isEmpty();
      assertThat(hosts.called(in(BLUE), "127.0.0.1", 2222)).isEmpty();
      host.see("nft", "flush", "chain", "inet", "netledger", "guard");
      assertThat(hosts.called(in(BLUE), "127.0.0.1", 2222))
          .as("only the firewall was in the way")
          .isEqualTo("192.0.2.8");
    }
  }

  private static void sendsLoopbackTo(java.nio.file.Path namespace, String gateway, String link) {
    TestHost.see(namespace, "sysctl", "-qw", "net.ipv4.conf." + link + ".route_localnet=1");
    TestHost.see(namespace, "ip", "address", "flush", "dev", "lo");
    TestHost.see(namespace, "ip", "route", "add", "127.0.0.1", "via", gateway, "dev", link);
  }

  @Test
  void areReachedOverUdp() throws IOException {
    var dns = new PublishedPort(Optional.of(IpAddress.parse("0.0.0.0")), 5353, 53, Protocol.UDP);
    kernel.apply(plan(List.of(NETWORK), ALL, red(dns)));

    var server = new InetSocketAddress(RED_V4, 53);
    for (NetworkNamespace caller : List.of(outside, host.namespace(), in(RED))) {
      var target = new InetSocketAddress("203.0.113.1", 5353);
      assertThat(PortWitness.echoes(in(RED), server, caller, target)).isTrue();
    }
  }

  /** The default route leads through the other network. */
  @Test
  void areReachedAtASandboxOnSeveralNetworks() throws IOException {
    for (String link : List.of("all", "default")) {
      host.namespace().sysctl("net/ipv4/conf/" + link + "/rp_filter", "2");
    }
    EndpointSpec first = endpoint("f1ed", OTHER, RED, 0, "198.51.100.7/24");
    EndpointSpec second =
        publishing(endpoint("e1ed", NETWORK, RED, 1, "192.0.2.7/24"), everywhere()[0]);
    kernel.apply(plan(List.of(NETWORK, OTHER), ALL, first, second));
    assertThat(host.see(RED, "ip", "route")).contains("default via 198.51.100.1");

    try (var server = PortWitness.at(in(RED), RED_V4, 80)) {
      assertThat(server.called(outside, "203.0.113.1", 8080)).isEqualTo("203.0.113.9");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "203.0.113.1", "::"})
  void areRefusedWhereAProcessOfTheHostListens(String address) throws IOException {
    String before = host.see("nft", "list", "ruleset");
    Plan plan = plan(List.of(NETWORK), ALL, red(everywhere()));
    try (var _ = PortWitness.at(host.namespace(), address, 8080)) {
      assertThatThrownBy(() -> kernel.apply(plan))
          .isInstanceOf(KernelRefusal.class)
          .hasMessageContaining(":8080/tcp is in use by java (process ")
          .hasMessageContaining("cannot publish ");
      assertThat(host.see("nft", "list", "ruleset")).isEqualTo(before);
    }
    try (var _ = PortWitness.at(host.namespace(), "127.0.0.1", 9090);
        var _ = PortWitness.at(host.namespace(), "203.0.113.2", 8081)) {
      kernel.apply(plan);
    }
  }

  @Test
  void costAnElementEachAndNoRule() {
    Plan plain = plan(List.of(NETWORK), ALL, red());
    kernel.apply(plain);
    long rules = rules();
    PublishedPort[] many = new PublishedPort[1_000];
    for (int i = 0; i < many.length; i++) {
      many[i] = tcp("0.0.0.0", 10_000 + i, 1 + i);
    }
    Plan crowded = plan(List.of(NETWORK), ALL, red(many));
    kernel.apply(crowded);

    assertThat(rules()).isEqualTo(rules);
    assertThat(host.see("nft", "list", "map", "inet", "netledger", "published4"))
        .contains("0.0.0.0 . tcp . 10999 : 192.0.2.7 . 1000");
    assertThat(kernel.differences(crowded, kernel.observeHost(List.of(crowded)))).isEmpty();
    kernel.undo(crowded.without(plain.changes()));
    assertThat(host.see("nft", "list", "map", "inet", "netledger", "published4"))
        .doesNotContain("tcp");
  }

  private long rules() {
    return host.see("nft", "list", "ruleset").lines().filter(it -> it.contains("comment")).count();
  }

  private NetworkNamespace in(SandboxSpec sandbox) {
    NetworkNamespace namespace = NetworkNamespace.open(host.sandboxes().resolve(sandbox.id()));
    opened.add(namespace);
    return namespace;
  }

  private static PublishedPort[] everywhere() {
    return new PublishedPort[] {tcp("0.0.0.0", 8080, 80), tcp("::", 8080, 80)};
  }

  private static EndpointSpec red(PublishedPort... ports) {
    return publishing(endpoint("e1ed", NETWORK, RED, 0, "192.0.2.7/24", "2001:db8:1::7/64"), ports);
  }

  private static EndpointSpec blue() {
    return endpoint("eb1e", NETWORK, BLUE, 0, "192.0.2.8/24", "2001:db8:1::8/64");
  }

  private static EndpointSpec greenOnOther() {
    return endpoint("e9e1", OTHER, GREEN, 0, "198.51.100.8/24", "2001:db8:2::8/64");
  }
}
