package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.Replica;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.EndpointState;
import io.netledger.proto.network.v1.GetNetworkRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.Subnet;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Refusals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many callers at once, on two replicas: log, leases and hosts agree afterwards. */
@Timeout(120)
class StormTest {

  private static final int CALLERS = 8;
  private static final int CALLS = 25;

  private static World world;
  private static Replica other;
  private static HandDrivenAgent host;

  @BeforeAll
  static void twoReplicas() throws IOException {
    world = new World();
    other = world.anotherReplica();
    host = world.host("node-1");
    for (int i = 0; i < 3; i++) {
      world
          .networks()
          .createNetwork(
              CreateNetworkRequest.newBuilder()
                  .setName("br" + i)
                  .addSubnets(Subnet.newBuilder().setSubnet("10." + i + ".0.0/16"))
                  .build());
      world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("s" + i).build());
    }
  }

  @AfterAll
  static void end() {
    host.close();
    other.close();
    world.close();
  }

  private static ConnectRequest connect(String network, String sandbox) {
    return ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build();
  }

  private static DisconnectRequest disconnect(String network, String sandbox) {
    return DisconnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build();
  }

  /** The reasons of those calls that were refused. */
  private static List<Reason> refusals(List<Callable<Object>> calls) throws InterruptedException {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Reason> refusals = new ArrayList<>();
      for (Future<Object> call : callers.invokeAll(calls)) {
        try {
          call.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof StatusRuntimeException status)) {
            throw new AssertionError(e);
          }
          refusals.add(Refusals.of(status).orElseThrow(() -> new AssertionError(e)).reason());
        }
      }
      return refusals;
    }
  }

  private static NetworkServiceBlockingStub replica(int number) {
    return number % 2 == 0 ? world.networks() : other.networks();
  }

  @Test
  void oneOfManyGetsTheSubnet() throws InterruptedException {
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      int number = i;
      calls.add(() ->
          replica(number)
              .createNetwork(
                  CreateNetworkRequest.newBuilder()
                      .setName("race" + number)
                      .addSubnets(Subnet.newBuilder().setSubnet("10.99.0.0/16"))
                      .build()));
    }
    assertThat(refusals(calls)).hasSize(CALLERS - 1).containsOnly(Reason.SUBNET_OVERLAPS);
    eventually(() ->
        assertThat(streams("NetworkRemoved"))
            .as("what had failed is cleaned up")
            .containsAll(streams("NetworkFailed")));
  }

  private static List<String> streams(String type) {
    return world.events("category=network", "type=" + type).stream().map(Event::getStream).toList();
  }

  @Test
  void oneOfManyConnectsTheSandbox() throws InterruptedException {
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("wanted").build());
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      int number = i;
      calls.add(() -> replica(number).connect(connect("br0", "wanted")));
    }
    assertThat(refusals(calls)).hasSize(CALLERS - 1).containsOnly(Reason.ALREADY_CONNECTED);
    world.networks().disconnect(disconnect("br0", "wanted"));
  }

  @Test
  void anotherReplicaConnectsAndDisconnects() {
    world.sandboxes().createSandbox(CreateSandboxRequest.newBuilder().setName("far").build());
    assertThat(other.networks().connect(connect("br1", "far")).getEndpoint().getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_ATTACHED);
    assertThat(other.networks().disconnect(disconnect("br1", "far")).getEndpoint().getState())
        .isEqualTo(EndpointState.ENDPOINT_STATE_GONE);
  }

  @Test
  void logLeasesAndHostAgreeAfterwards() throws InterruptedException {
    long seed = System.nanoTime();
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < CALLERS * CALLS; i++) {
      int number = i;
      String network = "br" + random.nextInt(3);
      String sandbox = "s" + random.nextInt(3);
      if (random.nextBoolean()) {
        calls.add(() -> replica(number).connect(connect(network, sandbox)));
      } else {
        calls.add(() -> replica(number).disconnect(disconnect(network, sandbox)));
      }
    }
    assertThat(refusals(calls))
        .as("seed %d", seed)
        .isSubsetOf(Reason.ALREADY_CONNECTED, Reason.NOT_CONNECTED);
    for (int i = 0; i < 3; i++) {
      disconnectAll("br" + i);
      makeAnew("br" + i, "10." + i + ".0.0/16");
    }
    eventually(() -> assertThat(world.holders()).as("seed %d", seed).isEmpty());
    eventually(() -> assertThat(host.endpoints()).as("seed %d", seed).isEmpty());
  }

  private static void disconnectAll(String network) {
    for (int i = 0; i < 3; i++) {
      try {
        world.networks().disconnect(disconnect(network, "s" + i));
      } catch (StatusRuntimeException e) {
        assertThat(Refusals.of(e).map(Rejection::reason)).contains(Reason.NOT_CONNECTED);
      }
    }
    eventually(() ->
        assertThat(
                world
                    .networks()
                    .getNetwork(GetNetworkRequest.newBuilder().setNetwork(network).build())
                    .getNetwork()
                    .getEndpointCount())
            .isZero());
  }

  private static void makeAnew(String network, String subnet) {
    world.networks().removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork(network).build());
    world
        .networks()
        .createNetwork(
            CreateNetworkRequest.newBuilder()
                .setName(network)
                .addSubnets(Subnet.newBuilder().setSubnet(subnet))
                .build());
  }
}
