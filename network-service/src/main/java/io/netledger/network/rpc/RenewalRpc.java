package io.netledger.network.rpc;

import io.grpc.stub.StreamObserver;
import io.netledger.eventstore.Appended;
import io.netledger.eventstore.Work;
import io.netledger.eventstore.rpc.Intake;
import io.netledger.identity.Identity;
import io.netledger.network.Kinds;
import io.netledger.network.host.Host;
import io.netledger.network.join.IssuedCertificate;
import io.netledger.proto.join.v1.RenewRequest;
import io.netledger.proto.join.v1.RenewResponse;
import io.netledger.proto.join.v1.RenewalServiceGrpc;
import io.netledger.proto.join.v1.RenewalServiceGrpc.RenewalServiceImplBase;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.Caller;
import java.security.PublicKey;
import java.util.Optional;

/** RenewalService on the wire: the caller's certificate says for which host. */
public final class RenewalRpc extends RenewalServiceImplBase {

  private static final String RENEW = RenewalServiceGrpc.SERVICE_NAME + "/Renew";

  private final Intake intake;
  private final Optional<Signing> signing;

  public RenewalRpc(Intake intake, Optional<Signing> signing) {
    this.intake = intake;
    this.signing = signing;
  }

  @Override
  public void renew(RenewRequest request, StreamObserver<RenewResponse> response) {
    String host = callingHost();
    Signing signer = signing.orElseThrow(JoinTokenRpc::nobodySigns);
    PublicKey key = Signing.key(request.getCertificateRequest());
    IssuedCertificate offered = signer.offer(key);
    Appended appended =
        intake.write(
            request,
            RENEW,
            work -> {
              refuseUnknown(work, host);
              work.decide(Kinds.CERTIFICATE, host, offered);
            },
            () -> host);
    response.onNext(
        RenewResponse.newBuilder()
            .setRevision(appended.revision())
            .setCertificate(signer.certificate(host, key, offered))
            .setAuthority(signer.authority().pem())
            .build());
    response.onCompleted();
  }

  /** Whoever has removed a host need not wait for the end of its certificate and the next one's. */
  private static void refuseUnknown(Work work, String host) {
    if (work.state(Kinds.HOST, host) instanceof Host.Unknown) {
      throw new Rejection(
          Reason.HOST_NOT_FOUND,
          "no host " + host + " to renew a certificate for; expected one that has said hello");
    }
  }

  /** A caller on a UNIX socket has no certificate that could be followed by another. */
  private static String callingHost() {
    Caller caller = Caller.current();
    if (caller.identity().orElse(null) instanceof Identity.Host(var name)) {
      return name;
    }
    throw new Rejection(
        Reason.CALLER_NOT_ALLOWED, caller.actor() + " may not call this; expected a host");
  }
}
