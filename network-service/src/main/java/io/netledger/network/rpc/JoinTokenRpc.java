package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Streams;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.network.Kinds;
import io.netledger.network.join.JoinCommand;
import io.netledger.network.join.JoinEvent;
import io.netledger.network.join.JoinToken;
import io.netledger.proto.join.v1.IssueJoinTokenRequest;
import io.netledger.proto.join.v1.IssueJoinTokenResponse;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc.JoinTokenServiceImplBase;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** JoinTokenService on the wire. */
public final class JoinTokenRpc extends JoinTokenServiceImplBase {

  private static final String ISSUE = JoinTokenServiceGrpc.SERVICE_NAME + "/IssueJoinToken";
  private static final Duration USUAL = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofDays(7);

  private final Intake intake;
  private final Streams streams;
  private final Optional<Signing> signing;

  public JoinTokenRpc(Intake intake, Streams streams, Optional<Signing> signing) {
    this.intake = intake;
    this.streams = streams;
    this.signing = signing;
  }

  @Override
  public void issueJoinToken(
      IssueJoinTokenRequest request, StreamObserver<IssueJoinTokenResponse> response) {
    Signing signer;
    String token;
    String host;
    Duration ttl;
    try {
      signer = signing.orElseThrow(JoinTokenRpc::nobodySigns);
      token = token(request.getTokenSha256());
      host = host(request.getHost());
      ttl = ttl(request.getTtlSeconds());
    } catch (Rejection refused) {
      intake.refuse(request, ISSUE, refused);
      throw refused;
    }
    Appended appended =
        intake.write(
            request,
            ISSUE,
            work ->
                work.decide(
                    Kinds.JOIN, token, new JoinCommand.IssueToken(host, work.now().plus(ttl))),
            () -> token);
    response.onNext(
        IssueJoinTokenResponse.newBuilder()
            .setRevision(appended.revision())
            .setHost(host)
            .setExpiresAt(RowWords.timestamp(expires(appended, token)))
            .setAuthorityFingerprint(signer.authority().fingerprint().hex())
            .setJoinAddress(signer.door().toString())
            .build());
    response.onCompleted();
  }

  /** As decided now, or the first time. */
  private Instant expires(Appended appended, String token) {
    return appended.events().stream()
        .filter(event -> event.stream().category().equals(Kinds.JOIN.category()))
        .map(event -> Kinds.JOIN.codec().decode(event.payload()))
        .filter(JoinEvent.JoinTokenIssued.class::isInstance)
        .map(event -> ((JoinEvent.JoinTokenIssued) event).expires())
        .findFirst()
        .orElseGet(() -> standing(token));
  }

  private Instant standing(String token) {
    return switch (streams.state(Kinds.JOIN, token).state()) {
      case JoinToken.Issued(_, var expires) -> expires;
      case JoinToken.Used(var issued, _, _) -> issued.expires();
      case JoinToken.Unknown _ -> Instant.EPOCH;
    };
  }

  static Rejection nobodySigns() {
    return new Rejection(
        Reason.JOIN_REFUSED,
        "no host can join here; expected a network-service with --join-listen and --ca-key");
  }

  private static String token(String sha256) {
    try {
      return new Fingerprint(sha256).hex();
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID_ARGUMENT, "token_sha256: " + e.getMessage());
    }
  }

  private static String host(String word) {
    try {
      return word.isEmpty() ? "" : new Identity.Host(word).name();
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID_ARGUMENT, "host " + e.getMessage());
    }
  }

  private static Duration ttl(int seconds) {
    if (seconds < 0 || seconds > LONGEST.toSeconds()) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "ttl_seconds " + seconds + "; expected 0 to " + LONGEST.toSeconds());
    }
    return seconds == 0 ? USUAL : Duration.ofSeconds(seconds);
  }
}
