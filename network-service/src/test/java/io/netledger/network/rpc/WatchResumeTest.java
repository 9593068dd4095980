package io.netledger.network.rpc;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Context;
import io.netledger.network.world.World;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.history.v1.WatchEventsRequest;
import io.netledger.proto.history.v1.WatchEventsResponse;
import io.netledger.proto.network.v1.RemoveNetworkRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A watcher that is cut off again and again, while there are more and more events. */
@Timeout(120)
class WatchResumeTest {

  private static final int CUTS = 200;
  private static final int WRITES = 600;
  private static final String[] NETWORKS = {"bridge", "host", "none"};

  private final long seed = System.nanoTime();
  private final RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);

  @Test
  void seesEachEventOnceAndInOrder() throws IOException, InterruptedException, ExecutionException {
    try (World world = new World();
        var writer = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch begun = new CountDownLatch(1);
      Future<?> writing = writer.submit(() -> write(world, begun));
      begun.await();
      List<Event> all = new ArrayList<>();
      List<Event> ofBridge = new ArrayList<>();
      for (int cut = 0; cut < CUTS; cut++) {
        watch(world, all, random.nextInt(4));
        watch(world, ofBridge, random.nextInt(2), "network=bridge");
      }
      writing.get();
      List<Event> expected = listed(world);
      watch(world, all, expected.size() - all.size());
      assertThat(all).as("seed %d", seed).isEqualTo(expected);
      List<Event> expectedOfBridge = world.events("network=bridge");
      watch(world, ofBridge, expectedOfBridge.size() - ofBridge.size(), "network=bridge");
      assertThat(ofBridge).as("seed %d", seed).isEqualTo(expectedOfBridge);
      assertThat(ofBridge).hasSizeGreaterThan(WRITES / 6).hasSizeLessThan(all.size());
    }
  }

  private static void write(World world, CountDownLatch begun) {
    for (int i = 0; i < WRITES; i++) {
      String network = NETWORKS[i % NETWORKS.length];
      refused(() ->
          world
              .networks()
              .removeNetwork(RemoveNetworkRequest.newBuilder().setNetwork(network).build()));
      begun.countDown();
    }
    begun.countDown();
  }

  /** Takes some more events, then hangs up. */
  private static void watch(World world, List<Event> seen, int more, String... filter) {
    long after = seen.isEmpty() ? 0 : seen.getLast().getRevision();
    Context.CancellableContext call = Context.current().withCancellation();
    call.run(() -> {
      Iterator<WatchEventsResponse> events =
          world
              .history()
              .watchEvents(
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
