package io.netledger.network.hosts;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.agent.v1.Applied;
import io.netledger.proto.agent.v1.Changes;
import io.netledger.proto.agent.v1.Drift;
import io.netledger.proto.agent.v1.Hello;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.proto.agent.v1.RealizedSandbox;
import io.netledger.proto.agent.v1.Refused;
import io.netledger.proto.agent.v1.Snapshot;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A stream to AgentService of which the test says every word. */
final class AgentByHand
    implements ClientResponseObserver<AgentMessage, PlanMessage>, AutoCloseable {

  private static final long LIMIT_SECONDS = 20;

  private final BlockingQueue<PlanMessage> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<StatusRuntimeException> end = new CompletableFuture<>();
  private @Nullable ClientCallStreamObserver<AgentMessage> call;

  /** Opens the stream and says nothing yet. */
  AgentByHand(ManagedChannel channel) {
    var _ = AgentServiceGrpc.newStub(channel).sync(this);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<AgentMessage> stream) {
    call = stream;
  }

  AgentByHand hello(String host, String boot, long applied) {
    return say(
        AgentMessage.newBuilder()
            .setHello(
                Hello.newBuilder().setHost(host).setBootId(boot).setAppliedRevision(applied)));
  }

  AgentByHand applied(long revision) {
    return say(AgentMessage.newBuilder().setApplied(Applied.newBuilder().setRevision(revision)));
  }

  AgentByHand ready(long revision, String sandbox, String path) {
    var realized = RealizedSandbox.newBuilder().setSandboxId(sandbox).setNetnsPath(path);
    return say(
        AgentMessage.newBuilder()
            .setApplied(Applied.newBuilder().setRevision(revision).addSandboxes(realized)));
  }

  AgentByHand refused(long revision, Refused.Builder refused) {
    return say(
        AgentMessage.newBuilder()
            .setApplied(Applied.newBuilder().setRevision(revision).addRefused(refused)));
  }

  AgentByHand drift(String found, boolean repaired) {
    return say(
        AgentMessage.newBuilder()
            .setDrift(
                Drift.newBuilder().setFound(found).setFoundAtMicros(1).setRepaired(repaired)));
  }

  AgentByHand say(AgentMessage.Builder message) {
    Objects.requireNonNull(call).onNext(message.build());
    return this;
  }

  Snapshot snapshot() {
    PlanMessage message = next();
    if (!message.hasSnapshot()) {
      throw new AssertionError("expected a snapshot, not " + message);
    }
    return message.getSnapshot();
  }

  Changes changes() {
    PlanMessage message = next();
    if (!message.hasChanges()) {
      throw new AssertionError("expected changes, not " + message);
    }
    return message.getChanges();
  }

  /** How many messages wait to be looked at. */
  int waiting() {
    return heard.size();
  }

  private PlanMessage next() {
    try {
      PlanMessage message = heard.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message in " + LIMIT_SECONDS + " s");
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** With what the service has broken the stream off. */
  StatusRuntimeException end() throws Exception {
    return end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void onNext(PlanMessage message) {
    heard.add(message);
  }

  @Override
  public void onError(Throwable thrown) {
    if (thrown instanceof StatusRuntimeException status) {
      end.complete(status);
    } else {
      end.completeExceptionally(thrown);
    }
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK.asRuntimeException());
  }

  /** Breaks the stream, as a dying process does. */
  @Override
  public void close() {
    Objects.requireNonNull(call).cancel("the agent is gone", null);
  }
}
