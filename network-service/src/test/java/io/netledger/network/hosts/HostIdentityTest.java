package io.netledger.network.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.netledger.network.world.SecureWorld;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Refusals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host's certificate is good for that host's plan. */
@Timeout(120)
class HostIdentityTest {

  @TempDir Path folder;

  private SecureWorld world;

  @BeforeEach
  void begin() throws Exception {
    world = new SecureWorld(folder, Duration.ofHours(24));
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aHostHearsItsOwnPlan() throws Exception {
    var channel = world.calling(world.credentials("host/h1"));
    try (var agent = new AgentByHand(channel.grpc()).hello("h1", "boot-1", 0)) {
      assertThat(agent.snapshot().getSandboxesList()).isEmpty();
    }
  }

  @Test
  void anotherHostsPlanIsRefusedAndRecordedOnce() throws Exception {
    var channel = world.calling(world.credentials("host/h1"));
    for (int time = 1; time <= 3; time++) {
      Rejection told =
          Refusals.of(new AgentByHand(channel.grpc()).hello("h2", "boot-1", 0).end()).orElseThrow();
      assertThat(told.reason()).isEqualTo(Reason.HOST_IDENTITY_MISMATCH);
    }
    List<Event> refusals =
        world.events().stream()
            .filter(event -> event.getType().endsWith("RequestRefused"))
            .toList();
    assertThat(refusals)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getActor()).isEqualTo("cert:host/h1");
          assertThat(event.getSummary())
              .contains("AgentService/Sync was refused: HOST_IDENTITY_MISMATCH");
        });
    assertThat(world.events()).noneMatch(event -> event.getStream().equals("host/h2"));
  }

  @Test
  void aHostAsksForNothingElseAndAClientIsNoHost() throws Exception {
    var h1 = world.calling(world.credentials("host/h1"));
    assertThat(
            World.refused(() ->
                    NetworkServiceGrpc.newBlockingStub(h1.grpc())
                        .listNetworks(ListNetworksRequest.getDefaultInstance()))
                .reason())
        .isEqualTo(Reason.CALLER_NOT_ALLOWED);

    var alice = world.calling(world.credentials("client/alice"));
    assertThat(Refusals.of(new AgentByHand(alice.grpc()).hello("h1", "boot-1", 0).end()))
        .hasValueSatisfying(told -> assertThat(told.reason()).isEqualTo(Reason.CALLER_NOT_ALLOWED));
    assertThat(world.events())
        .filteredOn(event -> event.getType().endsWith("RequestRefused"))
        .extracting(Event::getActor)
        .containsExactlyInAnyOrder("cert:host/h1", "cert:client/alice");
  }
}
