package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.HistoryServiceGrpc.HistoryServiceBlockingStub;
import io.netledger.proto.history.v1.WatchEventsRequest;
import io.netledger.proto.history.v1.WatchEventsResponse;
import io.netledger.proto.network.v1.NetworkServiceGrpc.NetworkServiceBlockingStub;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A watcher that is cut off again and again, while there are more and more events. */
@Timeout(120)
class WatchResumeTest {

  private static final int CUTS = 200;
  private static final int WRITES = 600;
  private static final long LOCK = 7453010373645639777L; // of V1__ledger.sql
  private static final String[] NETWORKS = {"bridge", "host", "none"};

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @Test
  void seesEachEventOnceAndInOrder() throws IOException, InterruptedException, ExecutionException {
    try (World world = new World();
        var writer = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      Future<?> writing = writer.submit(() -> write(world.networks(), begun));
      begun.await();
      List<Event> all = new ArrayList<>();
      List<Event> ofBridge = new ArrayList<>();
      for (int cut = 0; cut < CUTS; cut++) {
        watch(world.history(), all, random.nextInt(4));
        watch(world.history(), ofBridge, random.nextInt(2), "network=bridge");
      }
      writing.get();
      List<Event> expected = listed(world);
      watch(world.history(), all, expected.size() - all.size());
      assertThat(all).as("seed %d", seed).isEqualTo(expected);
      List<Event> expectedOfBridge = world.events("network=bridge");
      watch(world.history(), ofBridge, expectedOfBridge.size() - ofBridge.size(), "network=bridge");
      assertThat(ofBridge).as("seed %d", seed).isEqualTo(expectedOfBridge);
      assertThat(ofBridge).hasSizeGreaterThan(WRITES / 6).hasSizeLessThan(all.size());
    }
  }

  /**
   * Both replicas write, and now and then a transaction of somebody else holds the log's lock while
   * they wait for it; the watcher goes from one to the other.
   */
  @Test
  void seesEachEventOnceWhicheverReplicaItAsks()
      throws IOException, InterruptedException, ExecutionException {
    try (World world = new World();
        var other = world.anotherReplica();
        var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(2);
      List<Future<?>> writing =
          List.of(
              writers.submit(() -> write(world.networks(), begun)),
              writers.submit(() -> write(other.networks(), begun)),
              writers.submit(() -> holdTheLock(world)));
      begun.await();
      List<Event> all = new ArrayList<>();
      for (int cut = 0; cut < CUTS; cut++) {
        watch(random.nextBoolean() ? world.history() : other.history(), all, random.nextInt(6));
      }
      for (Future<?> one : writing) {
        one.get();
      }
      List<Event> expected = listed(world);
      watch(other.history(), all, expected.size() - all.size());
      assertThat(all).as("seed %d", seed).isEqualTo(expected);
      assertThat(all).hasSizeGreaterThan(2 * WRITES);
    }
  }

  private static void holdTheLock(World world) {
    for (int i = 0; i < 10; i++) {
      world.sql("BEGIN; SELECT pg_advisory_xact_lock(" + LOCK + "), pg_sleep(0.2); COMMIT");
    }
  }

  private static void write(NetworkServiceBlockingStub replica, CountDownLatch begun) {
    for (int i = 0; i < WRITES; i++) {
      String network = NETWORKS[i % NETWORKS.length];
      refused(() ->
          replica
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork(network).build()));
      begun.countDown();
    }
  }

  /** Takes some more events, then hangs up. */
  private static void watch(
      HistoryServiceBlockingStub replica, List<Event> seen, int more, String... filter) {
    long after = seen.isEmpty() ? 0 : seen.getLast().getRevision();
    Context.CancellableContext call = Context.current().withCancellation();
    call.run(() -> {
      Iterator<WatchEventsResponse> events =
          replica.watchEvents(
              WatchEventsRequest.newBuilder()
                  .setAfterRevision(after)
                  .addAllFilter(List.of(filter))
                  .build());
      for (int i = 0; i < more; i++) {
        seen.add(events.next().getEvent());
      }
    });
    call.cancel(null);
  }

  private static List<Event> listed(World world) {
    List<Event> events = new ArrayList<>();
    long head = world.head();
    while (events.size() < head) {
      events.addAll(world.eventsFrom(events.size()));
    }
    return events;
  }
}
