package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.peer;
import static io.netledger.agent.driver.Specs.publishing;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static io.netledger.agent.driver.Specs.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.netns.NetworkNamespace;
import io.netledger.agent.plan.Balancing;
import io.netledger.agent.plan.Dns;
import io.netledger.agent.plan.DriverOptions;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Origin;
import io.netledger.agent.plan.PeerSpec;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.ServiceSpec;
import io.netledger.agent.plan.SpecChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A service's port on each of three hosts, called from another machine … */
class IngressTest {

  private static final int HOSTS = 3;
  private static final NetworkSpec NETWORK =
      network(
          "0123456789ab",
          new DriverOptions.Overlay(4096, 0),
          subnet("10.9.0.0/24", "10.9.0.1"),
          subnet("fd09::/64", "fd09::1"));

  @RegisterExtension final TestHost one = new TestHost();
  @RegisterExtension final TestHost two = new TestHost();
  @RegisterExtension final TestHost three = new TestHost();

  private final List<LinuxKernel> kernels = new ArrayList<>();
  private final List<HostKeeper> keepers = new ArrayList<>();
  private final List<ServiceWitness> servers = new ArrayList<>();
  private Path caller;

  @BeforeEach
  void begin() {
    lay();
    for (int host = 0; host < HOSTS; host++) {
      LinuxKernel kernel = hosts().get(host).kernel();
      kernels.add(kernel);
      HostKeeper keeper =
          new HostKeeper(
              kernel, Optional.of(new Reached(IpAddress.parse("192.0.2." + (host + 1)), 4789)));
      keepers.add(keeper);
      keeper.take(List.of(whole(host, 1, 0, 1)));
    }
    for (int host = 0; host < 2; host++) {
      servers.add(
          ServiceWitness.in(hosts().get(host).sandboxes().resolve(server(host).id()), 8080));
    }
  }

  @AfterEach
  void end() {
    servers.forEach(ServiceWitness::close);
    kernels.forEach(LinuxKernel::close);
  }

  @Test
  void leadsToAllBackendsWhereverTheyAre() {
    for (int host = 1; host <= HOSTS; host++) {
      assertThat(called("192.0.2." + host)).isEqualTo(Map.of("10.9.0.11", 5, "10.9.0.12", 5));
      assertThat(called("2001:db8::" + host).values()).containsExactly(5, 5);
    }
  }

  @Test
  void leadsToThoseThatAreLeft() {
    for (int host = 0; host < HOSTS; host++) {
      keepers.get(host).take(List.of(whole(host, 2, 1)));
    }
    for (int host = 1; host <= HOSTS; host++) {
      assertThat(called("192.0.2." + host)).isEqualTo(Map.of("10.9.0.12", 10));
    }
  }

  @Test
  void answersTheHostItselfToo() {
    Path host = three.namespace().file();
    assertThat(ServiceWitness.callers(host, "127.0.0.1", 8000, 2).lines())
        .containsExactlyInAnyOrder("10.9.0.11", "10.9.0.12");
  }

  @Test
  void isFoundAsItIs() {
    assertThat(keepers.getFirst().repair(Set.of(ingress(0).id()))).isEmpty();
    SandboxSpec ingress = ingress(0);
    one.see(ingress, "nft", "flush", "chain", "inet", "netledger-services", "prerouting");
    assertThat(keepers.getFirst().repair(Set.of(ingress.id()))).hasSize(1);
    assertThat(called("192.0.2.1")).hasSize(2);
  }

  private Map<String, Integer> called(String address) {
    return ServiceWitness.counted(ServiceWitness.callers(caller, address, 8000, 10));
  }

  private List<TestHost> hosts() {
    return List.of(one, two, three);
  }

  /**
   * A switch between the three hosts and another machine, each with an address of both families.
   */
  private void lay() {
    NetworkNamespace wire = one.other("wire");
    NetworkNamespace machine = one.other("machine");
    caller = machine.file();
    TestHost.see(wire.file(), "ip", "link", "add", "switch", "up", "type", "bridge");
    List<Path> ends =
        List.of(one.namespace().file(), two.namespace().file(), three.namespace().file(), caller);
    for (int i = 0; i < ends.size(); i++) {
      String port = "port" + i;
      Path end = ends.get(i);
      String cable = "ip link add " + port + " up master switch type veth peer name eth0 netns ";
      TestHost.see(wire.file(), (cable + end).split(" "));
      TestHost.see(end, "ip", "link", "set", "lo", "up");
      TestHost.see(end, "sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
      TestHost.see(end, "ip", "address", "add", "192.0.2." + (i + 1) + "/24", "dev", "eth0");
      TestHost.see(
          end, "ip", "address", "add", "2001:db8::" + (i + 1) + "/64", "dev", "eth0", "nodad");
      TestHost.see(end, "ip", "link", "set", "eth0", "up");
    }
  }

  private static SandboxSpec server(int host) {
    return sandbox("5e0" + host);
  }

  private static EndpointSpec serving(int host) {
    return endpoint("e00" + host, NETWORK, server(host), 0, at("1" + (host + 1)));
  }

  private static SandboxSpec ingress(int host) {
    return new SandboxSpec(
        id("19e55" + host),
        "ingress." + host,
        new Origin.Made(),
        Optional.empty(),
        Dns.OF_HOST,
        Optional.of(id("5e")));
  }

  private static EndpointSpec entering(int host) {
    return publishing(
        endpoint("e10" + host, NETWORK, ingress(host), 0, at("2" + (host + 1))),
        tcp("0.0.0.0", 8000, 80),
        tcp("::", 8000, 80));
  }

  private static String[] at(String number) {
    return new String[] {"10.9.0." + number + "/24", "fd09::" + number + "/64"};
  }

  private static SpecChange whole(int host, long revision, int... backends) {
    List<SandboxSpec> sandboxes = new ArrayList<>(List.of(ingress(host)));
    List<EndpointSpec> endpoints = new ArrayList<>(List.of(entering(host)));
    List<PeerSpec> peers = new ArrayList<>();
    for (int other = 0; other < HOSTS; other++) {
      String underlay = "192.0.2." + (other + 1);
      if (other != host) {
        peers.add(peer(entering(other), ingress(other), underlay));
      }
      if (other < 2 && other != host) {
        peers.add(peer(serving(other), server(other), underlay));
      } else if (other < 2) {
        sandboxes.add(server(other));
        endpoints.add(serving(other));
      }
    }
    return new SpecChange.Whole(
        revision,
        List.of(NETWORK),
        sandboxes,
        endpoints,
        peers,
        List.of(service(revision, backends)));
  }

  private static ServiceSpec service(long revision, int... backends) {
    return new ServiceSpec(
        id("5e"),
        NETWORK.id(),
        "web",
        List.of(IpAddress.parse("10.9.0.99"), IpAddress.parse("fd09::99")),
        List.of(new ServiceSpec.Port(80, 8080, Protocol.TCP)),
        Balancing.ROUND_ROBIN,
        IntStream.of(backends)
            .boxed()
            .flatMap(it -> serving(it).addresses().stream())
            .map(cidr -> cidr.address())
            .toList(),
        revision);
  }
}
