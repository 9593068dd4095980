package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Streams;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.network.Kinds;
import io.netledger.network.join.IssuedCertificate;
import io.netledger.network.join.JoinCommand;
import io.netledger.network.join.JoinToken;
import io.netledger.proto.join.v1.JoinRequest;
import io.netledger.proto.join.v1.JoinResponse;
import io.netledger.proto.join.v1.JoinServiceGrpc;
import io.netledger.proto.join.v1.JoinServiceGrpc.JoinServiceImplBase;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;

/**
 * JoinService on the wire. Anybody may call it, so what is said with a token that nobody has issued
 * leaves nothing in the ledger.
 */
public final class JoinRpc extends JoinServiceImplBase {

  private static final String JOIN = JoinServiceGrpc.SERVICE_NAME + "/Join";

  private final Intake intake;
  private final Streams streams;
  private final Signing signing;

  public JoinRpc(Intake intake, Streams streams, Signing signing) {
    this.intake = intake;
    this.streams = streams;
    this.signing = signing;
  }

  @Override
  public void join(JoinRequest request, StreamObserver<JoinResponse> response) {
    String token = Fingerprint.of(request.getToken().getBytes(StandardCharsets.UTF_8)).hex();
    if (streams.state(Kinds.JOIN, token).state() instanceof JoinToken.Unknown) {
      throw new Rejection(Reason.JOIN_REFUSED, "no such join token");
    }
    String host = host(request.getHost());
    PublicKey key = Signing.key(request.getCertificateRequest());
    Appended appended = use(request, token, host, signing.offer(key));
    IssuedCertificate decided = decided(token);
    response.onNext(
        JoinResponse.newBuilder()
            .setRevision(appended.revision())
            .setCertificate(signing.certificate(host, key, decided))
            .setAuthority(signing.authority().pem())
            .build());
    response.onCompleted();
  }

  private Appended use(JoinRequest request, String token, String host, IssuedCertificate offered) {
    return intake.write(
        request,
        JOIN,
        work -> work.decide(Kinds.JOIN, token, new JoinCommand.UseToken(host, offered, work.now())),
        () -> token);
  }

  /** When the host asks again it is what it was told the first time. */
  private IssuedCertificate decided(String token) {
    return switch (streams.state(Kinds.JOIN, token).state()) {
      case JoinToken.Used(_, _, var certificate) -> certificate;
      case JoinToken.Issued _, JoinToken.Unknown _ ->
          throw new IllegalStateException("a host has joined with a token that is not used");
    };
  }

  private static String host(String word) {
    try {
      return new Identity.Host(word).name();
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID_ARGUMENT, "host " + e.getMessage());
    }
  }
}
