package io.netledger.network.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.rpc.StoreRefusals;
import io.netledger.network.hosts.HostSession;
import io.netledger.network.hosts.HostSessions;
import io.netledger.network.hosts.Line;
import io.netledger.network.plan.HostPlan;
import io.netledger.network.plan.PlanChanges;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.wire.Caller;
import io.netledger.wire.Refusals;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open stream. gRPC brings the agent's words one after the other; plans are sent from any
 * thread, one at a time.
 */
final class AgentStream implements StreamObserver<AgentMessage>, Line {

  private static final Logger LOG = LoggerFactory.getLogger(AgentStream.class);

  private final ServerCallStreamObserver<PlanMessage> call;
  private final HostSessions sessions;
  private final Caller caller;
  private volatile @Nullable HostSession session;
  private boolean closed;

  AgentStream(ServerCallStreamObserver<PlanMessage> call, HostSessions sessions, Caller caller) {
    this.call = call;
    this.sessions = sessions;
    this.caller = caller;
  }

  @Override
  public void onNext(AgentMessage message) {
    try {
      HostSession open = session;
      if (open == null) {
        session = sessions.open(AgentWords.first(message), caller.address(), this);
      } else {
        open.hear(AgentWords.said(message));
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  @Override
  public void onError(Throwable broken) {
    end();
  }

  @Override
  public void onCompleted() {
    end();
    synchronized (this) {
      if (!closed) {
        closed = true;
        call.onCompleted();
      }
    }
  }

  void ready() {
    HostSession open = session;
    if (open != null) {
      open.pump();
    }
  }

  void end() {
    HostSession open = session;
    if (open != null) {
      open.end();
    }
  }

  @Override
  public boolean isReady() {
    return call.isReady();
  }

  @Override
  public void send(HostPlan plan) {
    send(PlanWords.message(plan));
  }

  @Override
  public void send(PlanChanges changes) {
    send(PlanWords.message(changes));
  }

  @Override
  public void failed(RuntimeException why) {
    close(told(why));
  }

  @Override
  public void replaced() {
    close(
        Status.ABORTED
            .withDescription("a newer stream of this host has taken its place")
            .asRuntimeException());
  }

  @Override
  public void forgotten() {
    close(
        Status.ABORTED
            .withDescription("the host was removed; with another Hello it is registered anew")
            .asRuntimeException());
  }

  private synchronized void send(PlanMessage message) {
    if (!closed && !call.isCancelled()) {
      call.onNext(message);
    }
  }

  private static StatusRuntimeException told(RuntimeException thrown) {
    return new StoreRefusals()
        .translate(thrown)
        .map(Refusals::toStatus)
        .orElseGet(() -> {
          LOG.error("an agent's message was not handled", thrown);
          return Status.INTERNAL
              .withDescription("a fault of network-service; its log tells more")
              .asRuntimeException();
        });
  }

  private synchronized void close(RuntimeException status) {
    if (!closed) {
      closed = true;
      call.onError(status);
    }
    end();
  }
}
