package io.netledger.wire;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.net.InetSocketAddress;

/** Lets handlers know who is calling; refuses whom the connection does not tell. */
final class CallerInterceptor implements ServerInterceptor {

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Context context =
        Context.current()
            .withValue(Caller.KEY, callerOf(call))
            .withValue(Correlation.KEY, headers.get(Correlation.HEADER));
    return Contexts.interceptCall(context, call, headers, next);
  }

  private static Caller callerOf(ServerCall<?, ?> call) {
    Caller peer = call.getAttributes().get(PeerNegotiator.PEER);
    if (peer != null) {
      return peer;
    }
    if (call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress tcp
        && tcp.getAddress().isLoopbackAddress()) {
      return new Caller(
          "loopback", "tcp:" + tcp.getAddress().getHostAddress() + ":" + tcp.getPort());
    }
    throw new Rejection(
        Reason.PEER_UNKNOWN,
        "the connection does not say who is calling; expected a UNIX socket or a loopback address");
  }
}
