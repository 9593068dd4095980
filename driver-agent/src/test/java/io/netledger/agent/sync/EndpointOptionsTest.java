package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.sync.Words.BLUE;
import static io.netledger.agent.sync.Words.RED;
import static io.netledger.agent.sync.Words.blue;
import static io.netledger.agent.sync.Words.network;
import static io.netledger.agent.sync.Words.red;
import static io.netledger.agent.sync.Words.snapshot;
import static io.netledger.agent.sync.Words.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.agent.kernel.TestHost;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.EndpointSpec;
import io.netledger.proto.agent.v1.NetworkSpec;
import io.netledger.proto.agent.v1.SubnetSpec;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an interface is beside its addresses, in a real kernel. */
class EndpointOptionsTest {

  @RegisterExtension final TestHost host = new TestHost();

  private TestAgent agent;

  @BeforeEach
  void start() throws IOException {
    agent = new TestAgent(host);
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
  }

  private static NetworkSpec.Builder uplink() {
    return network()
        .setId(id("abcdef012345"))
        .clearSubnets()
        .addSubnets(subnet("198.51.100.0/24"))
        .addSubnets(
            SubnetSpec.newBuilder().setSubnet("2001:db8:9::/64").setGateway("2001:db8:9::1"));
  }

  private static EndpointSpec.Builder onUplink() {
    return Words.endpoint("e2ed", RED, "198.51.100.7/24", "02:42:c6:33:64:07")
        .addAddresses("2001:db8:9::7/64")
        .setNetworkId(id("abcdef012345"))
        .setInterfaceName("wan0")
        .setOrder(2);
  }

  @Test
  void theDefaultRouteMovesWithTheHighestPriorityAtOnce() {
    agent.service().say(snapshot(7));
    assertThat(host.see(RED, "ip", "route")).contains("default via 192.0.2.1 dev eth0");

    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addNetworks(uplink())
                .addEndpoints(onUplink().setGatewayPriority(1)));
    assertThat(host.see(RED, "ip", "route", "show", "default").lines())
        .singleElement()
        .asString()
        .contains("via 198.51.100.1 dev wan0");
    assertThat(host.see(RED, "ip", "-6", "route", "show", "default"))
        .contains("via 2001:db8:9::1 dev wan0");
    assertThat(host.see(RED, "ip", "route", "get", "203.0.113.9")).contains("src 198.51.100.7");
    assertThat(host.pings(RED, "198.51.100.1")).isTrue();
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();

    agent.service().say(Changes.newBuilder().setRevision(9).addRemovedEndpointIds(id("e2ed")));
    assertThat(host.see(RED, "ip", "route", "show", "default").lines())
        .singleElement()
        .asString()
        .contains("via 192.0.2.1 dev eth0");
  }

  @Test
  void switchesOfAnInterfaceAreSetInsteadOfOurs() {
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addSandboxes(Words.sandbox(RED))
                .addNetworks(uplink())
                .addEndpoints(
                    onUplink()
                        .putSysctls("net.ipv4.conf.IFNAME.log_martians", "1")
                        .putSysctls("net.ipv4.neigh.IFNAME.ucast_solicit", "5")
                        .putSysctls("net.ipv6.conf.IFNAME.accept_ra", "2")));

    assertThat(switchOf("ipv4/conf/wan0/log_martians")).isEqualTo("1");
    assertThat(switchOf("ipv4/neigh/wan0/ucast_solicit")).isEqualTo("5");
    assertThat(switchOf("ipv6/conf/wan0/accept_ra")).isEqualTo("2");
    assertThat(switchOf("ipv6/conf/wan0/autoconf")).isEqualTo("0");
  }

  private String switchOf(String key) {
    return host.see(RED, "cat", "/proc/sys/net/" + key).strip();
  }

  @Test
  void aSwitchThatTheKernelDoesNotHaveIsRefusedAndNothingIsLeft() {
    Applied applied =
        agent
            .service()
            .say(
                Changes.newBuilder()
                    .setRevision(8)
                    .addSandboxes(Words.sandbox(RED))
                    .addNetworks(uplink())
                    .addEndpoints(onUplink().putSysctls("net.ipv4.conf.IFNAME.nope", "1")));

    assertThat(applied.getRefusedList())
        .singleElement()
        .satisfies(refused -> {
          assertThat(refused.getEndpointId()).isEqualTo(id("e2ed"));
          assertThat(refused.getMessage()).contains("net/ipv4/conf/wan0/nope");
        });
    assertThat(host.see(RED, "ip", "link")).doesNotContain("wan0");
  }

  @Test
  void linkLocalAddressesAreThereBesideTheOthers() {
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addSandboxes(Words.sandbox(RED))
                .addSandboxes(Words.sandbox(BLUE))
                .addNetworks(network())
                .addEndpoints(
                    red().addLinkLocalAddresses("169.254.7.7").addLinkLocalAddresses("fe80::7"))
                .addEndpoints(blue().addLinkLocalAddresses("169.254.7.8")));

    assertThat(host.see(RED, "ip", "-o", "address", "show", "dev", "eth0"))
        .contains("inet 169.254.7.7/16 scope link", "inet6 fe80::7/64 scope link");
    assertThat(host.pings(RED, "169.254.7.8")).isTrue();
    assertThat(host.pings(RED, "192.0.2.8")).isTrue();
  }

  @Test
  void noAddressIsTentativeWhenTheHostHasAnswered() {
    agent
        .service()
        .say(
            Changes.newBuilder()
                .setRevision(8)
                .addSandboxes(Words.sandbox(RED))
                .addNetworks(uplink())
                .addEndpoints(onUplink()));

    assertThat(host.see(RED, "ip", "-6", "address", "show", "tentative")).isEmpty();
    assertThat(host.see(RED, "ip", "-6", "address", "show", "dev", "wan0")).contains("fe80::");
    assertThat(host.pings(RED, "2001:db8:9::1")).isTrue();
  }
}
