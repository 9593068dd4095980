package io.netledger.network.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.address.Cidr;
import io.netledger.eventstore.Work;
import io.netledger.network.Kinds;
import io.netledger.network.endpoint.Endpoint;
import io.netledger.network.failure.Failure;
import io.netledger.network.host.Boot;
import io.netledger.network.name.Names;
import io.netledger.network.network.DriverOptions;
import io.netledger.network.network.Network;
import io.netledger.network.network.NetworkPool;
import io.netledger.network.network.NetworkSettings;
import io.netledger.network.sandbox.Namespace;
import io.netledger.network.sandbox.Sandbox;
import io.netledger.refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked for in whatever order, both ends of every endpoint agree on it. */
class RandomLivesTest {

  private static final int WISHES = 3_000;
  private static final int LIFE = 150;
  private static final Cidr SUBNET = Cidr.parse("192.0.2.0/24");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepBothEndsOfEveryEndpointTogether(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Memory memory = new Memory();
    memory.decide(work ->
        HostRules.hello(work, "node-1", new Boot("b", Optional.empty(), List.of(), Map.of())));
    List<String> endpoints = new ArrayList<>();
    int accepted = 0;
    for (int i = 0; i < WISHES; i++) {
      if (memory.decide(wish(random, i, endpoints))) {
        accepted++;
      }
      if (i % 50 == 0) {
        check(memory, endpoints);
      }
    }
    check(memory, endpoints);
    assertThat(accepted).as("seed %d: enough wishes came true", seed).isGreaterThan(WISHES / 10);
  }

  private static Consumer<Work> wish(RandomGenerator random, int number, List<String> endpoints) {
    int generation = number / LIFE * 3; // what is removed once stays so: others take its place
    String network = "net-" + (generation + random.nextInt(6));
    String sandbox = "sb-" + (generation + random.nextInt(6));
    String endpoint =
        endpoints.isEmpty() ? "none" : endpoints.get(random.nextInt(endpoints.size()));
    Failure failure = new Failure(Reason.HOST_REFUSED, "no");
    return switch (random.nextInt(16)) {
      case 0 -> work -> NetworkRules.request(work, network, settings(network));
      case 1 -> work -> NetworkRules.confirm(work, network, pools());
      case 2 -> work -> NetworkRules.fail(work, network, failure);
      case 3 -> work -> NetworkRules.remove(work, network, random.nextBoolean());
      case 4 -> work -> NetworkRules.removed(work, network);
      case 5 ->
          work -> SandboxRules.create(work, sandbox, sandbox, "", Map.of(), new Namespace.Made());
      case 6 -> work -> SandboxRules.ready(work, sandbox, "/run/" + sandbox);
      case 7 -> work -> SandboxRules.failed(work, sandbox, "no");
      case 8 -> work -> SandboxRules.remove(work, sandbox, random.nextBoolean());
      case 9 -> work -> SandboxRules.removed(work, sandbox);
      case 10 -> {
        endpoints.add("ep-" + number);
        yield work -> EndpointRules.connect(work, "ep-" + number, connection(network, sandbox));
      }
      case 11 ->
          work -> EndpointRules.addressed(work, endpoint, List.of(Cidr.parse("192.0.2.7/24")));
      case 12 -> work -> EndpointRules.attached(work, endpoint, number);
      case 13 -> work -> EndpointRules.fail(work, endpoint, failure);
      case 14 -> work -> EndpointRules.leave(work, endpoint, random.nextBoolean());
      default ->
          work -> {
            EndpointRules.detached(work, endpoint);
            EndpointRules.released(work, endpoint);
          };
    };
  }

  private static NetworkSettings settings(String name) {
    return new NetworkSettings(
        name, List.of(), false, false, Map.of(), false, DriverOptions.Bridge.PLAIN);
  }

  private static List<NetworkPool> pools() {
    return List.of(new NetworkPool("pool", SUBNET, SUBNET, Optional.empty(), Map.of(), true));
  }

  private static Connection connection(String network, String sandbox) {
    return new Connection(
        network,
        sandbox,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static void check(Memory memory, List<String> endpoints) {
    for (String id : endpoints) {
      Endpoint endpoint = memory.state(Kinds.ENDPOINT, id);
      boolean alive =
          !(endpoint instanceof Endpoint.Absent || endpoint instanceof Endpoint.Removed);
      endpoint
          .asked()
          .ifPresent(request -> {
            assertThat(memory.state(Kinds.NETWORK, request.networkId()).endpoints().has(id))
                .as("network of %s", endpoint)
                .isEqualTo(alive);
            assertThat(memory.state(Kinds.SANDBOX, request.sandboxId()).networks().has(id))
                .as("sandbox of %s", endpoint)
                .isEqualTo(alive);
          });
    }
    Names networks = memory.state(Kinds.NETWORK_NAMES, Kinds.NETWORK_STREAM);
    Names sandboxes = memory.state(Kinds.SANDBOX_NAMES, Kinds.SANDBOX_STREAM);
    for (int i = 0; i < WISHES / LIFE * 3 + 6; i++) {
      Network network = memory.state(Kinds.NETWORK, "net-" + i);
      Sandbox sandbox = memory.state(Kinds.SANDBOX, "sb-" + i);
      assertThat(networks.idOf("net-" + i).isPresent())
          .as("name of %s", network)
          .isEqualTo(
              network instanceof Network.Requested
                  || network instanceof Network.Ready
                  || network instanceof Network.Removing);
      assertThat(sandboxes.idOf("sb-" + i).isPresent())
          .as("name of %s", sandbox)
          .isEqualTo(!(sandbox instanceof Sandbox.Absent || sandbox instanceof Sandbox.Removed));
      if (sandbox instanceof Sandbox.Removed || network instanceof Network.Removed) {
        assertThat(sandbox.networks().isEmpty() || network.endpoints().isEmpty()).isTrue();
      }
    }
  }
}
