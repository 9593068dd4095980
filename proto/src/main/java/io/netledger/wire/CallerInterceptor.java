package io.netledger.wire;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.netledger.identity.Identity;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Lets handlers know who is calling. */
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
    Attributes connection = call.getAttributes();
    Caller peer = connection.get(PeerNegotiator.PEER);
    if (peer != null) {
      return peer;
    }
    String address = addressOf(connection);
    return Optional.ofNullable(connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION))
        .flatMap(CallerInterceptor::certificate)
        .flatMap(certificate ->
            Identity.of(certificate)
                .map(who -> Caller.of(who, address, certificate.getNotAfter().toInstant())))
        .orElseGet(() -> new Caller("anonymous", address));
  }

  private static String addressOf(Attributes connection) {
    return connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress tcp
        ? new WireAddress.Tcp(tcp.getAddress().getHostAddress(), tcp.getPort()).toString()
        : "";
  }

  private static Optional<X509Certificate> certificate(SSLSession session) {
    try {
      return session.getPeerCertificates()[0] instanceof X509Certificate leaf
          ? Optional.of(leaf)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException _) {
      return Optional.empty();
    }
  }
}
