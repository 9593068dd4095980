package io.netledger.agent.sync;

import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import io.netledger.identity.Credentials;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.Hello;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.agent.v1.Snapshot;
import io.netledger.wire.Denials;
import io.netledger.wire.RefusalTranslator;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Network-service as the agent sees it, with a test saying every word. */
final class NetworkServiceByHand implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<AgentMessage> heard = new LinkedBlockingQueue<>();
  private final BlockingQueue<StreamObserver<PlanMessage>> streams = new LinkedBlockingQueue<>();
  private final WireServer server;

  NetworkServiceByHand(WireAddress address) throws IOException {
    server = WireServer.start(address, List.of(new Service()));
  }

  /**
   * On TCP.
   *
   * @param beside what else it serves
   */
  NetworkServiceByHand(WireAddress address, Credentials credentials, BindableService beside)
      throws IOException {
    server =
        WireServer.start(
            address,
            Optional.of(credentials),
            List.of(new Service(), beside),
            RefusalTranslator.REJECTIONS,
            Denials.UNHEARD);
  }

  WireAddress address() {
    return server.address();
  }

  private final class Service extends AgentServiceGrpc.AgentServiceImplBase {
    @Override
    public StreamObserver<AgentMessage> sync(StreamObserver<PlanMessage> plans) {
      streams.add(plans);
      return new StreamObserver<>() {
        @Override
        public void onNext(AgentMessage message) {
          heard.add(message);
        }

        @Override
        public void onError(Throwable e) {
          // the agent went away
        }

        @Override
        public void onCompleted() {
          plans.onCompleted();
        }
      };
    }
  }

  /** Waits for the next agent to call, and for its first words. */
  Hello answerCall() {
    current = next(streams, PATIENCE.toNanos());
    return await(AgentMessage::hasHello, AgentMessage::getHello);
  }

  private StreamObserver<PlanMessage> current = new NobodyThere();

  /** Says the whole plan and waits for the answer. */
  Applied say(Snapshot.Builder snapshot) {
    current.onNext(PlanMessage.newBuilder().setSnapshot(snapshot).build());
    return applied();
  }

  /** Says changes and waits for the answer. */
  Applied say(Changes.Builder changes) {
    sayAtOnce(changes);
    return applied();
  }

  void sayAtOnce(Changes.Builder changes) {
    current.onNext(PlanMessage.newBuilder().setChanges(changes).build());
  }

  Applied applied() {
    return await(AgentMessage::hasApplied, AgentMessage::getApplied);
  }

  Drift drift() {
    return await(AgentMessage::hasDrift, AgentMessage::getDrift);
  }

  /** What became of that drift. */
  Drift outcomeOf(Drift found) {
    return await(
        it ->
            it.hasDrift()
                && it.getDrift().getToldBefore()
                && it.getDrift().getFound().equals(found.getFound()),
        AgentMessage::getDrift);
  }

  /** What became of the next drift that is settled. */
  Drift outcome() {
    return await(
        it ->
            it.hasDrift() && (it.getDrift().getRepaired() || !it.getDrift().getFailure().isEmpty()),
        AgentMessage::getDrift);
  }

  /** The next message of a kind; others before it are passed over. */
  private <T> T await(Predicate<AgentMessage> kind, Function<AgentMessage, T> content) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      AgentMessage message = next(heard, end - System.nanoTime());
      if (kind.test(message)) {
        return content.apply(message);
      }
    }
  }

  private static <T> T next(BlockingQueue<T> queue, long nanos) {
    try {
      T next = queue.poll(nanos, TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("it did not come within " + PATIENCE.toSeconds() + " s");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private static final class NobodyThere implements StreamObserver<PlanMessage> {
    @Override
    public void onNext(PlanMessage message) {
      throw new AssertionError("nobody has called yet");
    }

    @Override
    public void onError(Throwable e) {
      throw new AssertionError(e);
    }

    @Override
    public void onCompleted() {
      throw new AssertionError("nobody has called yet");
    }
  }
}
