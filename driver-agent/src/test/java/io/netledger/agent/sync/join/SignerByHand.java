package io.netledger.agent.sync.join;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.netledger.authority.CertificateAuthority;
import io.netledger.authority.CertificateRequest;
import io.netledger.authority.Validity;
import io.netledger.identity.Credentials;
import io.netledger.identity.Identity;
import io.netledger.identity.PrivateFile;
import io.netledger.identity.TlsFiles;
import io.netledger.proto.join.v1.JoinRequest;
import io.netledger.proto.join.v1.JoinResponse;
import io.netledger.proto.join.v1.JoinServiceGrpc.JoinServiceImplBase;
import io.netledger.proto.join.v1.RenewRequest;
import io.netledger.proto.join.v1.RenewResponse;
import io.netledger.proto.join.v1.RenewalServiceGrpc.RenewalServiceImplBase;
import io.netledger.wire.RefusalTranslator;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The signing side of network-service, which takes any token, and notes whose keys it has signed.
 */
public final class SignerByHand implements AutoCloseable {

  public static final WireAddress ANY_PORT = WireAddress.parse("tcp:127.0.0.1:0");

  final CertificateAuthority authority = CertificateAuthority.create(Instant.now());
  final List<PublicKey> signed = new CopyOnWriteArrayList<>();
  private final Path folder;
  private final Duration lifetime;
  private final WireServer door;

  /**
   * Serves.
   *
   * @param folder for certificates
   * @param lifetime of those that it signs
   */
  public SignerByHand(Path folder, Duration lifetime) throws IOException {
    this.folder = folder;
    this.lifetime = lifetime;
    PrivateFile.write(folder.resolve("authority.pem"), authority.pem());
    door =
        WireServer.startForUnknown(
            (WireAddress.Tcp) ANY_PORT,
            credentials("network-service"),
            new Door(),
            RefusalTranslator.REJECTIONS);
  }

  /** Those of a service. */
  public Credentials credentials(String service) throws IOException {
    Path file = folder.resolve(service + ".pem");
    PrivateFile.write(
        file,
        authority.issue(
            new Identity.Service(service), Validity.from(Instant.now(), Duration.ofHours(1))));
    return Credentials.load(new TlsFiles(file, file, folder.resolve("authority.pem")));
  }

  /** With which a host may join. */
  public JoinTicket ticket() {
    return new JoinTicket((WireAddress.Tcp) door.address(), "token", authority.fingerprint());
  }

  /** What follows certificates with others. */
  public RenewalServiceImplBase renewal() {
    return new Renewals();
  }

  private String sign(ByteString request) {
    PublicKey key = CertificateRequest.parse(request.toByteArray()).key();
    signed.add(key);
    return CertificateAuthority.pem(
        authority.sign(
            key,
            new Identity.Host("alpha"),
            CertificateAuthority.freshSerial(),
            Validity.from(Instant.now(), lifetime)));
  }

  private final class Door extends JoinServiceImplBase {
    @Override
    public void join(JoinRequest request, StreamObserver<JoinResponse> response) {
      response.onNext(
          JoinResponse.newBuilder()
              .setCertificate(sign(request.getCertificateRequest()))
              .setAuthority(authority.pem())
              .build());
      response.onCompleted();
    }
  }

  private final class Renewals extends RenewalServiceImplBase {
    @Override
    public void renew(RenewRequest request, StreamObserver<RenewResponse> response) {
      response.onNext(
          RenewResponse.newBuilder()
              .setCertificate(sign(request.getCertificateRequest()))
              .setAuthority(authority.pem())
              .build());
      response.onCompleted();
    }
  }

  @Override
  public void close() {
    door.close();
  }
}
