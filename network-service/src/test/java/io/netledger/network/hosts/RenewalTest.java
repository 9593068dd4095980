package io.netledger.network.hosts;

import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.netledger.identity.Identity;
import io.netledger.identity.Pem;
import io.netledger.network.world.SecureWorld;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.join.v1.RenewRequest;
import io.netledger.proto.join.v1.RenewalServiceGrpc;
import io.netledger.proto.network.v1.HostServiceGrpc;
import io.netledger.proto.network.v1.RemoveHostRequest;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts renew their certificates, with real handshakes and a real ledger. */
@Timeout(120)
class RenewalTest {

  @TempDir Path folder;

  private SecureWorld world;
  private ManagedChannel h1;

  @BeforeEach
  void begin() throws Exception {
    world = new SecureWorld(folder, Duration.ofHours(24));
    h1 = world.calling(world.credentials("host/h1")).grpc();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aHostRenewsItsCertificateAndNobodyElseDoes() throws Exception {
    hello();
    X509Certificate next = renew(h1);
    assertThat(Identity.of(next)).hasValue(new Identity.Host("h1"));
    assertThat(world.events())
        .extracting(Event::getSummary)
        .anyMatch(said -> said.startsWith("host h1 has certificate "));

    assertThat(refused(() -> renew(alice())).reason()).isEqualTo(Reason.CALLER_NOT_ALLOWED);
    assertThat(refusals()).anyMatch(said -> said.contains("cert:client/alice may not call this"));
  }

  @Test
  void aRemovedHostRenewsNothingUntilItSaysHello() throws Exception {
    hello();
    HostServiceGrpc.newBlockingStub(alice())
        .removeHost(RemoveHostRequest.newBuilder().setHost("h1").build());

    Rejection told = refused(() -> renew(h1));
    assertThat(told.reason()).isEqualTo(Reason.HOST_NOT_FOUND);
    assertThat(refusals()).anyMatch(said -> said.contains("Renew was refused: HOST_NOT_FOUND"));
    assertThat(world.events()).noneMatch(event -> event.getStream().equals("certificate/h1"));

    hello();
    assertThat(Identity.of(renew(h1))).hasValue(new Identity.Host("h1"));
  }

  private void hello() throws Exception {
    try (var agent = new AgentByHand(h1).hello("h1", "boot-1", 0)) {
      agent.snapshot();
    }
  }

  private ManagedChannel alice() throws IOException {
    return world.calling(world.credentials("client/alice")).grpc();
  }

  private List<String> refusals() {
    return world.events().stream()
        .filter(event -> event.getType().endsWith("RequestRefused"))
        .map(Event::getSummary)
        .toList();
  }

  private static X509Certificate renew(ManagedChannel caller) throws Exception {
    ByteString request = ByteString.copyFrom(request());
    return Pem.certificates(
            RenewalServiceGrpc.newBlockingStub(caller)
                .renew(RenewRequest.newBuilder().setCertificateRequest(request).build())
                .getCertificate())
        .getFirst();
  }

  private static byte[] request() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair key = generator.generateKeyPair();
    return new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=any"), key.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
        .getEncoded();
  }
}
