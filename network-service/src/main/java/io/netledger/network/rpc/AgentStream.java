package io.netledger.network.rpc;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.rpc.StoreRefusals;
import io.netledger.identity.Identity;
import io.netledger.network.hosts.HostSession;
import io.netledger.network.hosts.HostSessions;
import io.netledger.network.hosts.Line;
import io.netledger.network.hosts.Said;
import io.netledger.network.plan.HostPlan;
import io.netledger.network.plan.PlanChanges;
import io.netledger.proto.agent.v1.AgentMessage;
import io.netledger.proto.agent.v1.AgentServiceGrpc;
import io.netledger.proto.agent.v1.PlanMessage;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Caller;
import io.netledger.wire.Denials;
import io.netledger.wire.Refusals;
import java.time.Instant;
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
  private final Denials denials;
  private volatile @Nullable HostSession session;
  private boolean closed;

  AgentStream(
      ServerCallStreamObserver<PlanMessage> call,
      HostSessions sessions,
      Caller caller,
      Denials denials) {
    this.call = call;
    this.sessions = sessions;
    this.caller = caller;
    this.denials = denials;
  }

  @Override
  public void onNext(AgentMessage message) {
    try {
      caller.checkStillValid(Instant.now());
      HostSession open = session;
      if (open == null) {
        Said.Hello hello = AgentWords.first(message);
        checkHost(hello.host());
        session = sessions.open(hello, caller.address(), this);
      } else {
        open.hear(AgentWords.said(message));
      }
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** A certificate names one host; who calls on a UNIX socket has none, and may be any. */
  private void checkHost(String host) {
    if (caller.identity().isPresent() && !caller.identity().get().equals(new Identity.Host(host))) {
      var mismatch =
          new Rejection(
              Reason.HOST_IDENTITY_MISMATCH,
              caller.actor() + " says it is host " + host + "; expected that of its certificate");
      denials.denied(caller, AgentServiceGrpc.getSyncMethod().getFullMethodName(), mismatch);
      throw mismatch;
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
