package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.peer;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.SpecChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An overlay over two hosts, each with an agent's real kernel … */
class OverlayTest {

  private static final String LINK = "nlx0123456789ab";
  private static final NetworkSpec NETWORK = overlay(0);
  private static final SandboxSpec RED = sandbox("1ed");
  private static final SandboxSpec BLUE = sandbox("b1e");
  private static final EndpointSpec RED_END =
      endpoint("e1ed", NETWORK, RED, 0, "10.9.0.2/24", "fd09::2/64");
  private static final EndpointSpec BLUE_END =
      endpoint("eb1e", NETWORK, BLUE, 0, "10.9.0.3/24", "fd09::3/64");

  @RegisterExtension final TestHost one = new TestHost();
  @RegisterExtension final TestHost two = new TestHost();

  private final List<LinuxKernel> kernels = new ArrayList<>();

  @AfterEach
  void close() {
    kernels.forEach(LinuxKernel::close);
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.", "2001:db8::"})
  void letsSandboxesReachEachOtherOverEitherFamily(String underlay) {
    lay();
    HostKeeper first = keeper(one, underlay + "1");
    HostKeeper second = keeper(two, underlay + "2");
    first.take(List.of(red(underlay)));
    second.take(List.of(blue(underlay)));

    for (String target : List.of("10.9.0.3", "fd09::3", "10.9.0.1", "fd09::1")) {
      assertThat(one.pings(RED, target)).as(target).isTrue();
    }
    assertThat(two.pings(BLUE, "10.9.0.2")).isTrue();
    assertThat(two.pings(BLUE, "fd09::2")).isTrue();
    int mtu = underlay.contains(":") ? 1430 : 1450;
    assertThat(one.see(RED, "ip", "link", "show", "eth0")).contains("mtu " + mtu);
    one.see(RED, "ping", "-n", "-c1", "-W2", "-Mdo", "-s" + (mtu - 28), "10.9.0.3");
    one.see(RED, "ping", "-n", "-c1", "-W2", "-Mdo", "-s" + (mtu - 48), "fd09::3");
  }

  /** The gateway is on every host, so nobody may ask another host for it, nor for anything else. */
  @Test
  void sendsNoQuestionForAnAddressToAnotherHost() {
    lay();
    count(one);
    count(two);
    HostKeeper first = keeper(one, "192.0.2.1");
    HostKeeper second = keeper(two, "192.0.2.2");
    first.take(List.of(red("192.0.2.")));
    second.take(List.of(blue("192.0.2.")));
    for (String unknown : List.of("10.9.0.77", "fd09::77")) {
      assertThat(one.pings(RED, unknown)).isFalse();
    }
    for (String known : List.of("10.9.0.1", "fd09::1", "10.9.0.3", "fd09::3")) {
      assertThat(one.pings(RED, known)).isTrue();
    }

    for (TestHost host : List.of(one, two)) {
      assertThat(host.see("nft", "list", "table", "inet", "witness"))
          .containsPattern("counter packets 0 bytes 0 comment \"ARP\"")
          .containsPattern("counter packets 0 bytes 0 comment \"ND\"")
          .doesNotContainPattern("counter packets 0 bytes 0 comment \"all\"");
    }
  }

  @Test
  void knowsPeersOnlyWhileTheyAreThere() {
    lay();
    HostKeeper keeper = keeper(one, "192.0.2.1");
    keeper.take(List.of(red("192.0.2.")));
    assertThat(known()).contains("10.9.0.3", "fd09::3", "dst 192.0.2.2");

    PeerSpec elsewhere = moved(peer(BLUE_END, BLUE, "192.0.2.7"), 9);
    keeper.take(
        List.of(
            new SpecChange.Difference(
                9, List.of(), List.of(), List.of(), List.of(elsewhere), List.of())));
    assertThat(known()).contains("dst 192.0.2.7").doesNotContain("dst 192.0.2.2");

    keeper.take(List.of(removed(10, new Owner.Peer(BLUE_END.id()))));
    assertThat(known()).doesNotContain("10.9.0.3").doesNotContain("02:42:00:00:eb:1e");
    keeper.take(List.of(removed(11, RED_END.owner()), removed(12, NETWORK.owner())));
    assertThat(one.see("ip", "link")).doesNotContain(LINK);
  }

  @Test
  void repairsWhatOthersDoToIt() {
    lay();
    HostKeeper keeper = keeper(one, "192.0.2.1");
    keeper.take(List.of(red("192.0.2.")));
    String before = known();
    one.see("bridge", "fdb", "del", "02:42:00:00:eb:1e", "dev", LINK, "dst", "192.0.2.2", "self");
    one.see("ip", "neighbour", "del", "10.9.0.3", "dev", LINK);
    String stranger = "02:00:00:00:00:99";
    one.see("bridge", "fdb", "add", stranger, "dev", LINK, "dst", "192.0.2.9", "self", "static");
    one.see("ip", "neighbour", "add", "10.9.0.99", "lladdr", stranger, "dev", LINK);

    assertThat(keeper.repair(Set.of()))
        .extracting(Finding::found)
        .contains("fdb 02:42:00:00:eb:1e dst 192.0.2.2 of " + LINK + " was gone")
        .anyMatch(it -> it.contains("10.9.0.99"));
    assertThat(known()).isEqualTo(before);
    assertThat(keeper.repair(Set.of())).isEmpty();

    one.see("ip", "link", "delete", LINK);
    assertThat(keeper.repair(Set.of()))
        .extracting(Finding::found)
        .containsExactly("vxlan " + LINK + " was gone");
    assertThat(known()).isEqualTo(before);
  }

  @Test
  void findsAllAsItIsWhenItBeginsAnew() {
    lay();
    HostKeeper keeper = keeper(one, "192.0.2.1");
    keeper.take(List.of(red("192.0.2.")));
    keeper(one, "192.0.2.1").take(List.of(red("192.0.2.")));
    assertThat(keeper(one, "192.0.2.1").repair(Set.of())).isEmpty();
    String before = one.see("ip", "-o", "link", "show", LINK);

    keeper(one, "192.0.2.5").take(List.of(red("192.0.2.")));
    assertThat(one.see("ip", "-d", "link", "show", LINK)).contains("local 192.0.2.5");
    assertThat(one.see("ip", "-o", "link", "show", LINK)).isNotEqualTo(before);
    assertThat(known()).contains("10.9.0.3", "fd09::3", "dst 192.0.2.2");
  }

  @Test
  void takesManyPeersAtOnce() {
    lay();
    HostKeeper keeper = keeper(one, "192.0.2.1");
    List<PeerSpec> peers = IntStream.range(0, 600).mapToObj(OverlayTest::far).toList();
    keeper.take(
        List.of(new SpecChange.Whole(1, List.of(NETWORK), List.of(RED), List.of(RED_END), peers)));
    assertThat(one.see("ip", "neighbour", "show", "dev", LINK).lines()).hasSize(600);
    keeper.take(List.of(removed(2, peers.stream().map(PeerSpec::owner).toArray(Owner[]::new))));
    assertThat(known()).doesNotContain("10.8.");
  }

  @Test
  void refusesAnMtuThatDoesNotFitAndAnAddressThatIsNotThere() {
    lay();
    NetworkSpec large = overlay(1500);
    HostKeeper keeper = keeper(one, "192.0.2.1");
    keeper.take(List.of(new SpecChange.Whole(1, List.of(large), List.of(RED), List.of(RED_END))));
    assertThat(keeper.refusal(RED_END.owner()).map(Refusal::message).orElse(""))
        .contains(
            "mtu 1500 does not fit: eth0, which has underlay address 192.0.2.1, takes 1500 bytes")
        .contains("expected at most 1450");
    HostKeeper lost = keeper(one, "192.0.2.200");
    lost.take(List.of(red("192.0.2.")));
    assertThat(lost.refusal(RED_END.owner()).map(Refusal::message).orElse(""))
        .contains("underlay address 192.0.2.200 is on no link of this host");
    assertThat(one.see("ip", "link")).doesNotContain("nlx").doesNotContain("br-0123");
  }

  /** A cable between the two hosts, each with an address of both families. */
  private void lay() {
    String cable = "ip link add eth0 type veth peer name eth0 netns ";
    one.see((cable + two.namespace().file()).split(" "));
    for (TestHost host : List.of(one, two)) {
      String number = host == one ? "1" : "2";
      host.see("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
      host.see("ip", "address", "add", "192.0.2." + number + "/24", "dev", "eth0");
      host.see("ip", "address", "add", "2001:db8::" + number + "/64", "dev", "eth0", "nodad");
      host.see("ip", "link", "set", "eth0", "up");
    }
    one.see("ip", "address", "add", "192.0.2.5/24", "dev", "eth0");
  }

  /**
   * Counts what comes in by the wire, inside VXLAN: Ethernet's type of ARP, and neighbour
   * discovery, behind 8 bytes of UDP, 8 of VXLAN, 14 of Ethernet and 40 of IPv6.
   */
  private static void count(TestHost host) {
    host.see(
        "nft",
        """
        add table inet witness
        add chain inet witness in { type filter hook prerouting priority -500; }
        add rule inet witness in udp dport 4789 @th,224,16 0x0806 counter comment "ARP"
        add rule inet witness in udp dport 4789 @th,224,16 0x86dd @th,288,8 58 \
        @th,560,8 { 133, 134, 135, 136 } counter comment "ND"
        add rule inet witness in udp dport 4789 counter comment "all"
        """);
  }

  private HostKeeper keeper(TestHost host, String underlay) {
    LinuxKernel kernel = host.kernel();
    kernels.add(kernel);
    return new HostKeeper(kernel, Optional.of(new Reached(IpAddress.parse(underlay), 4789)));
  }

  private String known() {
    String all =
        one.see("bridge", "-d", "fdb", "show", "dev", LINK)
            + one.see("ip", "neighbour", "show", "dev", LINK);
    return all.lines()
        .map(String::strip)
        .filter(line -> !line.endsWith(" permanent"))
        .sorted()
        .distinct()
        .collect(Collectors.joining("\n"));
  }

  private static NetworkSpec overlay(int mtu) {
    return network(
        "0123456789ab",
        new DriverOptions.Overlay(4096, mtu),
        subnet("10.9.0.0/24", "10.9.0.1"),
        subnet("fd09::/64", "fd09::1"));
  }

  private static SpecChange red(String underlay) {
    return new SpecChange.Whole(
        1,
        List.of(NETWORK),
        List.of(RED),
        List.of(RED_END),
        List.of(peer(BLUE_END, BLUE, underlay + "2")));
  }

  private static SpecChange blue(String underlay) {
    return new SpecChange.Whole(
        1,
        List.of(NETWORK),
        List.of(BLUE),
        List.of(BLUE_END),
        List.of(peer(RED_END, RED, underlay + "1")));
  }

  private static SpecChange removed(long revision, Owner... owners) {
    return new SpecChange.Difference(
        revision, List.of(), List.of(), List.of(), List.of(), List.of(owners));
  }

  private static PeerSpec moved(PeerSpec peer, long revision) {
    return new PeerSpec(
        peer.id(),
        peer.networkId(),
        peer.addresses(),
        peer.mac(),
        peer.host(),
        revision,
        peer.sandboxId(),
        peer.sandboxName(),
        peer.aliases());
  }

  private static PeerSpec far(int number) {
    String digits = "%04x".formatted(number);
    SandboxSpec sandbox = sandbox("fa" + digits);
    String address = "10.8.%d.%d/16".formatted(number / 256, number % 256);
    return peer(endpoint(digits, NETWORK, sandbox, 0, address), sandbox, "192.0.2.2");
  }
}
