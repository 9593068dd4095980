package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.netledger.network.world.HandDrivenAgent;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.history.v1.ListEventsRequest;
import io.netledger.proto.history.v1.StoredEvent;
import io.netledger.proto.network.v1.ConnectRequest;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.CreateSandboxRequest;
import io.netledger.proto.network.v1.DisconnectRequest;
import io.netledger.proto.network.v1.ListNetworksRequest;
import io.netledger.proto.network.v1.Network;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import io.netledger.proto.network.v1.RemoveSandboxRequest;
import io.netledger.proto.network.v1.RenameNetworkRequest;
import io.netledger.refusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random lives, exported up to random revisions and imported where nothing was: what is known there
 * is the fold of those events alone, and what the first system says of then.
 */
@Timeout(120)
class ExportImportTest {

  private static final long SEED = Long.getLong("netledger.seed", 20261124);
  private static final int COMMANDS = Integer.getInteger("netledger.commands", 60);
  private static final int COPIES = Integer.getInteger("netledger.copies", 2);

  private static final SplittableRandom RANDOM = new SplittableRandom(SEED);
  private static World world;
  private static HandDrivenAgent agent;

  @BeforeAll
  static void lives() throws IOException {
    world = new World();
    agent = world.host("node-1");
    for (int i = 0; i < COMMANDS; i++) {
      try {
        command(RANDOM.nextInt(6), "n" + RANDOM.nextInt(4), "s" + RANDOM.nextInt(5));
      } catch (StatusRuntimeException _) {
        // refusals are part of life
      }
    }
  }

  @AfterAll
  static void end() {
    agent.close();
    world.close();
  }

  private static void command(int which, String network, String sandbox) {
    switch (which) {
      case 0 ->
          world
              .networks()
              .createNetwork(CreateNetworkRequest.newBuilder().setName(network).build());
      case 1 ->
          world
              .sandboxes()
              .createSandbox(CreateSandboxRequest.newBuilder().setName(sandbox).build());
      case 2 ->
          world
              .networks()
              .renameNetwork(
                  RenameNetworkRequest.newBuilder()
                      .setNetwork(network)
                      .setName("n" + RANDOM.nextInt(4))
                      .build());
      case 3 ->
          world
              .networks()
              .disconnect(
                  DisconnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build());
      case 4 -> remove(network, sandbox);
      default ->
          world
              .networks()
              .connect(ConnectRequest.newBuilder().setNetwork(network).setSandbox(sandbox).build());
    }
  }

  private static void remove(String network, String sandbox) {
    if (RANDOM.nextInt(3) == 0) {
      world
          .networks()
          .removeNetwork(
              RemoveNetworkRequest.newBuilder()
                  .setNetwork(network)
                  .setDetachEndpoints(true)
                  .build());
    }
    world.sandboxes().removeSandbox(RemoveSandboxRequest.newBuilder().setSandbox(sandbox).build());
  }

  @Test
  void aCopyKnowsWhatWasKnownAtEachRevision() throws IOException {
    long newest = world.head();
    assertThat(newest).as("seed %d", SEED).isGreaterThan(COMMANDS);
    for (int i = 0; i < COPIES; i++) {
      long r = i == 0 ? newest : RANDOM.nextLong(1, newest + 1);
      long ipam =
          i == 0
              ? head(Archive.history(world.ipamLine()))
              : RANDOM.nextLong(head(Archive.history(world.ipamLine())));
      try (World copy = World.withoutEvents()) {
        Archive.send(
            copy.ipamLine(), Archive.of(Archive.history(world.ipamLine()), 0, ipam).events());
        Archive.send(copy.line(), Archive.of(world.history(), 0, r).events());
        same(copy.history(), world.history(), r);
        same(Archive.history(copy.ipamLine()), Archive.history(world.ipamLine()), ipam);
      }
    }
  }

  private static void same(
      HistoryServiceBlockingStub copy, HistoryServiceBlockingStub original, long newest) {
    assertThat(Archive.of(copy, 0, newest).events())
        .isEqualTo(Archive.of(original, 0, newest).events());
    for (long r = newest; r >= 0; r -= 1 + RANDOM.nextInt(9)) {
      assertThat(Archive.digest(copy, r))
          .as("at r%d of %d, seed %d", r, newest, SEED)
          .isEqualTo(Archive.digest(original, r));
    }
    assertThat(Archive.digest(original, newest).getDigest())
        .isNotEqualTo(Archive.digest(original, 0).getDigest());
  }

  @Test
  void aDamagedLogIsRefusedAndNothingIsThere() throws IOException {
    List<StoredEvent> sound = Archive.of(world.history(), 0, 40).events();
    try (World copy = World.withoutEvents()) {
      for (int kind = 0; kind < 4; kind++) {
        List<StoredEvent> damaged = new ArrayList<>(sound);
        int at = 1 + RANDOM.nextInt(damaged.size() - 2);
        switch (kind) {
          case 0 -> damaged.set(at, sound.get(at).toBuilder().setActor("mallory").build());
          case 1 -> damaged.remove(at);
          case 2 -> damaged.add(at, sound.get(at));
          default -> damaged.set(at, sound.get(at + 1));
        }
        var refusal = refused(() -> Archive.send(copy.line(), damaged));
        assertThat(refusal.reason()).isEqualTo(Reason.EVENT_DAMAGED);
        assertThat(refusal.getMessage()).contains("revision");
        assertThat(copy.head()).isZero();
      }
      Archive.send(copy.line(), sound);
      assertThat(copy.head()).isEqualTo(40);
      assertThat(refused(() -> Archive.send(copy.line(), sound)).reason())
          .isEqualTo(Reason.LOG_NOT_EMPTY);
    }
  }

  @Test
  void aSystemWithoutEventsIsOneWhereNetworksCanBeMade() throws IOException {
    try (World copy = World.withoutEvents()) {
      assertThat(copy.head()).isZero();
      Archive.send(copy.line(), Archive.of(world.history(), 0, world.head()).events());
      copy.restartService();
      assertThat(
              copy.networks()
                  .listNetworks(ListNetworksRequest.newBuilder().addFilter("name=bridge").build())
                  .getNetworksList())
          .extracting(Network::getPredefined)
          .containsExactly(true);
      copy.networks().createNetwork(CreateNetworkRequest.newBuilder().setName("after").build());
    }
  }

  private static long head(HistoryServiceBlockingStub history) {
    return history.listEvents(ListEventsRequest.newBuilder().setPageSize(1).build()).getRevision();
  }
}
