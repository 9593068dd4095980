package io.netledger.agent.sync;

import static io.netledger.agent.driver.Specs.BRIDGE;
import static io.netledger.agent.driver.Specs.endpoint;
import static io.netledger.agent.driver.Specs.id;
import static io.netledger.agent.driver.Specs.network;
import static io.netledger.agent.driver.Specs.sandbox;
import static io.netledger.agent.driver.Specs.subnet;
import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.IpAddress;
import io.netledger.agent.kernel.LinuxKernel;
import io.netledger.agent.kernel.TestHost;
import io.netledger.agent.plan.Balancing;
import io.netledger.agent.plan.EndpointSpec;
import io.netledger.agent.plan.NetworkSpec;
import io.netledger.agent.plan.Owner;
import io.netledger.agent.plan.Protocol;
import io.netledger.agent.plan.SandboxSpec;
import io.netledger.agent.plan.ServiceSpec;
import io.netledger.agent.plan.SpecChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that a sandbox calls, with real servers behind them … */
class ServicesTest {

  private static final NetworkSpec NETWORK =
      network(
          "0123456789ab",
          BRIDGE,
          subnet("10.9.0.0/24", "10.9.0.1"),
          subnet("fd09::/64", "fd09::1"));
  private static final SandboxSpec CALLER = sandbox("ca11");
  private static final List<SandboxSpec> SERVERS =
      List.of(sandbox("5e01"), sandbox("5e02"), sandbox("5e03"));
  private static final EndpointSpec CALLING =
      endpoint("e000", NETWORK, CALLER, 0, "10.9.0.2/24", "fd09::2/64");
  private static final List<EndpointSpec> SERVING =
      List.of(
          endpoint("e001", NETWORK, SERVERS.get(0), 0, "10.9.0.11/24", "fd09::11/64"),
          endpoint("e002", NETWORK, SERVERS.get(1), 0, "10.9.0.12/24", "fd09::12/64"),
          endpoint("e003", NETWORK, SERVERS.get(2), 0, "10.9.0.13/24", "fd09::13/64"));
  private static final String V4 = "10.9.0.99";
  private static final String V6 = "fd09::99";

  @RegisterExtension final TestHost host = new TestHost();

  private final List<ServiceWitness> servers = new ArrayList<>();
  private LinuxKernel kernel;
  private HostKeeper keeper;

  @BeforeEach
  void serve() {
    kernel = host.kernel();
    keeper = new HostKeeper(kernel);
    take(service(1, Balancing.ROUND_ROBIN, 0, 1, 2));
    for (SandboxSpec server : SERVERS) {
      servers.add(ServiceWitness.in(host.sandboxes().resolve(server.id()), 8080));
    }
  }

  @AfterEach
  void close() {
    servers.forEach(ServiceWitness::close);
    kernel.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {V4, V6})
  void goRound(String address) {
    assertThat(called(address, 30).values()).containsExactly(10, 10, 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {V4, V6})
  void goAnywhere(String address) {
    change(service(2, Balancing.RANDOM, 0, 1, 2));
    Map<String, Integer> calls = called(address, 300); // p(one of them below 60) < 1e-6
    assertThat(calls.values()).hasSize(3).allMatch(count -> count > 60);
  }

  @ParameterizedTest
  @ValueSource(strings = {V4, V6})
  void stayWithOne(String address) {
    change(service(2, Balancing.SOURCE_HASH, 0, 1, 2));
    Map<String, Integer> calls = called(address, 20);
    assertThat(calls.values()).containsExactly(20);
    change(service(3, Balancing.ROUND_ROBIN, 0, 1, 2));
    change(service(4, Balancing.SOURCE_HASH, 0, 1, 2));
    assertThat(called(address, 5).keySet()).isEqualTo(calls.keySet());
  }

  @Test
  void areReachedByTheServersToo() {
    String calls = ServiceWitness.callers(host.sandboxes().resolve(SERVERS.get(0).id()), V4, 80, 9);
    assertThat(calls.lines().distinct()).hasSize(3);
  }

  /** Every 5 ms another set of backends, under callers that never stop: not one call fails. */
  @Test
  void changeUnderLoad() {
    try (ServiceWitness.Load load =
        ServiceWitness.load(host.sandboxes().resolve(CALLER.id()), V4, 80)) {
      load.awaitCalls(50);
      for (int revision = 2; revision < 202; revision++) {
        int out = revision % 3;
        change(
            service(
                revision,
                Balancing.ROUND_ROBIN,
                IntStream.range(0, 3).filter(it -> it != out).toArray()));
      }
      load.awaitCalls(100);
      assertThat(load.failures()).isEmpty();
    }
  }

  @Test
  void keepAConnectionWhereItIs() throws IOException {
    try (var connection = ServiceWitness.connect(host.sandboxes().resolve(CALLER.id()), V4, 80)) {
      String server = ServiceWitness.ask(connection);
      change(
          service(
              2,
              Balancing.ROUND_ROBIN,
              IntStream.range(0, 3)
                  .filter(
                      it -> !server.equals(SERVING.get(it).addresses().getFirst().address() + ""))
                  .toArray()));
      assertThat(ServiceWitness.ask(connection)).isEqualTo(server);
      assertThat(called(V4, 10)).doesNotContainKey(server);
    }
  }

  @Test
  void leadNowhereWithoutBackendsAndGo() {
    change(service(2, Balancing.ROUND_ROBIN));
    assertThat(host.see(CALLER, "nft", "list", "table", "inet", "netledger-services"))
        .contains("services4")
        .doesNotContain("goto");
    change(service(3, Balancing.ROUND_ROBIN, 1));
    assertThat(called(V4, 2)).containsOnlyKeys("10.9.0.12");
    keeper.take(
        List.of(
            new SpecChange.Difference(
                4,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Owner.Service(id("5e"))))));
    assertThat(host.see(CALLER, "nft", "list", "tables")).doesNotContain("netledger-services");
  }

  @Test
  void areRepaired() {
    String before = ruleset();
    host.see(CALLER, "nft", "flush", "chain", "inet", "netledger-services", "output");
    assertThat(keeper.repair(Set.of(CALLER.id())))
        .extracting(Finding::found)
        .containsExactly("services were not reached as they should be in sandbox " + CALLER.id());
    assertThat(ruleset()).isEqualTo(before);
    host.see(CALLER, "nft", "delete", "table", "inet", "netledger-services");
    assertThat(keeper.repair(Set.of(CALLER.id()))).hasSize(1);
    assertThat(ruleset()).isEqualTo(before);
    assertThat(keeper.repair(Set.of(CALLER.id()))).isEmpty();
  }

  @Test
  void areFoundAsTheyAreByAnAgentThatBeginsAnew() {
    String before = host.see(CALLER, "nft", "-a", "list", "table", "inet", "netledger-services");
    new HostKeeper(kernel).take(List.of(whole(service(1, Balancing.ROUND_ROBIN, 0, 1, 2))));
    assertThat(host.see(CALLER, "nft", "-a", "list", "table", "inet", "netledger-services"))
        .isEqualTo(before);
    new HostKeeper(kernel).take(List.of(whole()));
    assertThat(host.see(CALLER, "nft", "list", "tables")).doesNotContain("netledger-services");
  }

  @Test
  void areNeverOlderThanTheyWere() {
    change(service(5, Balancing.ROUND_ROBIN, 2));
    change(service(4, Balancing.ROUND_ROBIN, 0, 1, 2));
    assertThat(called(V4, 3)).containsOnlyKeys("10.9.0.13");
  }

  private String ruleset() {
    return host.see(CALLER, "nft", "list", "table", "inet", "netledger-services");
  }

  private Map<String, Integer> called(String address, int times) {
    return ServiceWitness.counted(
        ServiceWitness.callers(host.sandboxes().resolve(CALLER.id()), address, 80, times));
  }

  private void take(ServiceSpec service) {
    keeper.take(List.of(whole(service)));
  }

  private static SpecChange whole(ServiceSpec... services) {
    return new SpecChange.Whole(
        1,
        List.of(NETWORK),
        Stream.concat(Stream.of(CALLER), SERVERS.stream()).toList(),
        Stream.concat(Stream.of(CALLING), SERVING.stream()).toList(),
        List.of(),
        List.of(services));
  }

  private void change(ServiceSpec service) {
    keeper.take(
        List.of(
            new SpecChange.Difference(
                service.revision(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(service),
                List.of())));
  }

  private static ServiceSpec service(long revision, Balancing balancing, int... backends) {
    return new ServiceSpec(
        id("5e"),
        NETWORK.id(),
        "web",
        List.of(IpAddress.parse(V4), IpAddress.parse(V6)),
        List.of(new ServiceSpec.Port(80, 8080, Protocol.TCP)),
        balancing,
        Arrays.stream(backends)
            .boxed()
            .flatMap(it -> SERVING.get(it).addresses().stream())
            .map(cidr -> cidr.address())
            .toList(),
        revision);
  }
}
