package io.netledger.wire;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.netledger.identity.Identity;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Clock;

/** Holds callers with certificates to {@link Access}, and to the end of their certificates. */
final class AccessInterceptor implements ServerInterceptor {

  private final Denials denials;
  private final Clock clock;

  AccessInterceptor(Denials denials, Clock clock) {
    this.denials = denials;
    this.clock = clock;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Caller caller = Caller.current();
    Identity identity =
        caller
            .identity()
            .orElseThrow(() ->
                new Rejection(Reason.PEER_UNKNOWN, "the connection does not say who is calling"));
    try {
      caller.checkStillValid(clock.instant());
      check(caller, identity, String.valueOf(call.getMethodDescriptor().getServiceName()));
    } catch (Rejection refused) {
      denials.denied(caller, call.getMethodDescriptor().getFullMethodName(), refused);
      throw refused;
    }
    boolean talksOn = call.getMethodDescriptor().getType() == MethodType.SERVER_STREAMING;
    return next.startCall(talksOn ? new EndingCall<>(call, caller) : call, headers);
  }

  private static void check(Caller caller, Identity identity, String service) {
    if (!Access.allows(identity, service)) {
      throw new Rejection(Reason.CALLER_NOT_ALLOWED, caller.actor() + " may not call this");
    }
  }

  /**
   * An answer that goes on ends with the caller's certificate. Like every server call it is used by
   * one thread at a time.
   */
  private final class EndingCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final Caller caller;
    private boolean ended;

    EndingCall(ServerCall<Q, A> call, Caller caller) {
      super(call);
      this.caller = caller;
    }

    @Override
    public void sendMessage(A message) {
      if (ended) {
        return;
      }
      try {
        caller.checkStillValid(clock.instant());
        super.sendMessage(message);
      } catch (Rejection expired) {
        var told = Refusals.toStatus(expired);
        Metadata trailers = told.getTrailers();
        close(told.getStatus(), trailers == null ? new Metadata() : trailers);
      }
    }

    @Override
    public void close(Status status, Metadata trailers) {
      if (!ended) {
        ended = true;
        super.close(status, trailers);
      }
    }

    @Override
    public boolean isCancelled() {
      return ended || super.isCancelled();
    }
  }
}
