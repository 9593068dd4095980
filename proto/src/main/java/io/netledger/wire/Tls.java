package io.netledger.wire;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import io.netledger.identity.Credentials;
import io.netledger.identity.HandshakeRefusals;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/** TLS 1.3 of the JDK: no native code, and each handshake asks our own key and trust. */
final class Tls {

  private static final String[] VERSIONS = {"TLSv1.3"};

  /** A resumed session asks for no certificate, so it must not outlive one by much. */
  private static final long SESSION_SECONDS = 1;

  private Tls() {}

  /** For a server that answers nobody without a certificate. */
  static SslContext mutual(Credentials own, HandshakeRefusals refusals) throws SSLException {
    return serving(own).trustManager(own.trust(refusals)).clientAuth(ClientAuth.REQUIRE).build();
  }

  /** For a server that shows who it is, and asks nothing. */
  static SslContext serverOnly(Credentials own) throws SSLException {
    return serving(own).clientAuth(ClientAuth.NONE).build();
  }

  private static SslContextBuilder serving(Credentials own) {
    return GrpcSslContexts.configure(SslContextBuilder.forServer(own.keys()), SslProvider.JDK)
        .protocols(VERSIONS)
        .sessionTimeout(SESSION_SECONDS);
  }

  /** For a client that shows its certificate. */
  static SslContext showing(Credentials own) throws SSLException {
    return calling(own.trust(HandshakeRefusals.UNHEARD)).keyManager(own.keys()).build();
  }

  /** For a client that has none yet. */
  static SslContext unknown(TrustManager trust) throws SSLException {
    return calling(trust).build();
  }

  private static SslContextBuilder calling(TrustManager trust) {
    return GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
        .protocols(VERSIONS)
        .sessionTimeout(SESSION_SECONDS)
        .trustManager(trust);
  }
}
