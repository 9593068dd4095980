package io.netledger.deploy.local.chaos;

import io.grpc.StatusRuntimeException;
import io.netledger.deploy.local.chaos.Journal.Line;
import io.netledger.deploy.local.witness.Pause;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Refusals;
import io.netledger.wire.Replicas;
import io.netledger.wire.WireChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The client, a program of its own so that it can be killed: {@code Client SOCKETS JOURNAL UNTIL
 * SEED}. It connects and disconnects until its journal has UNTIL requests. Started again, it first
 * sends what has no answer yet, with the same request id.
 */
public final class Client {

  private static final int RETRY_MILLIS = 100;
  private static final int TRIES = 1_200;

  private final Journal journal;
  private final Story before;
  private final Caller caller;
  private final AtomicInteger left;

  private Client(Journal journal, Story before, Caller caller, int until) {
    this.journal = journal;
    this.before = before;
    this.caller = caller;
    this.left = new AtomicInteger(until - before.sent().size());
  }

  public static void main(String[] words) throws InterruptedException {
    Thread.ofPlatform().daemon().start(Client::endWithParent);
    Path file = Path.of(words[1]);
    var random = new SplittableRandom(Long.parseLong(words[3]));
    try (var journal = Journal.open(file);
        var channel =
            WireChannel.open(Replicas.parse(words[0]), "network-service", Optional.empty())) {
      var client =
          new Client(
              journal, Story.of(file), new Caller(channel.grpc()), Integer.parseInt(words[2]));
      List<Thread> workers = new ArrayList<>();
      for (int number = 0; number < World.WORKERS; number++) {
        int worker = number;
        SplittableRandom own = random.split();
        workers.add(Thread.ofVirtual().start(() -> client.work(worker, own)));
      }
      for (Thread worker : workers) {
        worker.join();
      }
    }
  }

  /** Our input is a pipe from who started us; it ends with them. */
  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException _) {
      // As good as ended.
    }
    Runtime.getRuntime().halt(1);
  }

  private void work(int worker, SplittableRandom random) {
    List<String> boxes = World.boxesOf(worker);
    List<String> connected = new ArrayList<>();
    for (String box : boxes) {
      for (String network : World.NETWORKS) {
        if (before.isConnected(box + " " + network)) {
          connected.add(box + " " + network);
        }
      }
    }
    for (Line.Sent request : before.open()) {
      if (boxes.contains(request.sandbox())) {
        journal.write(new Line.Again(request.id(), "RESUMED"));
        settle(request, connected);
      }
    }
    while (left.getAndDecrement() > 0) {
      String box = boxes.get(random.nextInt(boxes.size()));
      String network = World.NETWORKS.get(random.nextInt(World.NETWORKS.size()));
      boolean connect = !connected.contains(box + " " + network);
      var request = new Line.Sent(UUID.randomUUID().toString(), connect, box, network);
      journal.write(request);
      settle(request, connected);
    }
  }

  /** Sends it until there is an answer. */
  private void settle(Line.Sent request, List<String> connected) {
    for (int tried = 0; tried < TRIES; tried++) {
      try {
        var endpoint = caller.send(request);
        journal.write(new Line.Answered(request.id(), endpoint.getId(), Caller.state(endpoint)));
        connected.remove(request.pair());
        if (request.connect()) {
          connected.add(request.pair());
        }
        return;
      } catch (StatusRuntimeException told) {
        if (isFinal(request, told)) {
          return;
        }
      }
      Pause.millis(RETRY_MILLIS);
    }
    journal.write(new Line.Confused(request.id(), "nothing for minutes"));
  }

  /** Whether that was an answer; notes it down. */
  private boolean isFinal(Line.Sent request, StatusRuntimeException told) {
    Optional<Rejection> refusal = Refusals.of(told);
    if (refusal.isPresent()
        && refusal.get().reason() != Reason.STORE_UNAVAILABLE
        && refusal.get().reason() != Reason.IPAM_UNAVAILABLE) {
      journal.write(new Line.Refused(request.id(), refusal.get().reason().name()));
      return true;
    }
    switch (told.getStatus().getCode()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> {}
      default -> journal.write(new Line.Confused(request.id(), told.getStatus().toString()));
    }
    journal.write(new Line.Again(request.id(), told.getStatus().getCode().name()));
    return false;
  }
}
