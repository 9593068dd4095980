package io.netledger.network.rpc;

import static io.netledger.network.world.World.eventually;
import static io.netledger.network.world.World.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.netledger.identity.Credentials;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.identity.Pem;
import io.netledger.network.world.SecureWorld;
import io.netledger.proto.history.v1.Event;
import io.netledger.proto.join.v1.IssueJoinTokenRequest;
import io.netledger.proto.join.v1.IssueJoinTokenResponse;
import io.netledger.proto.join.v1.JoinRequest;
import io.netledger.proto.join.v1.JoinResponse;
import io.netledger.proto.join.v1.JoinServiceGrpc;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc;
import io.netledger.proto.network.v1.CreateNetworkRequest;
import io.netledger.proto.network.v1.NetworkServiceGrpc;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hosts join, with real handshakes and a real ledger. */
@Timeout(120)
class JoinTest {

  private static final String TOKEN = "dG9rZW4tb2YtYS10ZXN0LXRoYXQtbm9ib2R5LWtub3dz";

  @TempDir Path folder;

  private SecureWorld world;
  private KeyPair keys;

  @BeforeEach
  void begin() throws Exception {
    world = new SecureWorld(folder, Duration.ofHours(24));
    keys = fresh();
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void aTokenGivesItsHostACertificateAndTheLedgerOnlyKnowsItsHash() throws Exception {
    IssueJoinTokenResponse issued = issue("h1", 60);
    assertThat(issued.getAuthorityFingerprint()).isEqualTo(world.authority.fingerprint().hex());

    JoinResponse answer = join("h1", keys);
    X509Certificate made = Pem.certificates(answer.getCertificate()).getFirst();
    assertThat(Identity.of(made)).hasValue(new Identity.Host("h1"));
    assertThat(made.getPublicKey()).isEqualTo(keys.getPublic());
    assertThat(made.getNotAfter().toInstant())
        .isBetween(
            Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(25)));
    assertThat(answer.getAuthority()).isEqualTo(world.authority.pem());

    List<Event> events = world.events();
    assertThat(events)
        .extracting(Event::getType)
        .contains("netledger.events.v1.JoinTokenIssued", "netledger.events.v1.HostJoined");
    assertThat(events)
        .filteredOn(event -> event.getType().endsWith("JoinTokenIssued"))
        .extracting(Event::getActor)
        .containsExactly("cert:client/alice");
    assertThat(events.toString()).doesNotContain(TOKEN).contains(sha256(TOKEN));
  }

  @Test
  void theAnswerThatWasLostIsGivenAgainToTheSameKeyAndAReplayIsRefusedAndRecorded()
      throws Exception {
    issue("h1", 60);
    X509Certificate first = Pem.certificates(join("h1", keys).getCertificate()).getFirst();
    X509Certificate again = Pem.certificates(join("h1", keys).getCertificate()).getFirst();
    assertThat(again.getSerialNumber()).isEqualTo(first.getSerialNumber());
    assertThat(again.getNotAfter()).isEqualTo(first.getNotAfter());

    Rejection replay = refused(() -> join("h1", fresh()));
    assertThat(replay.reason()).isEqualTo(Reason.JOIN_REFUSED);
    assertThat(replay).hasMessage("the join token is used");
    assertThat(refusals()).anyMatch(said -> said.contains("Join was refused: JOIN_REFUSED"));
  }

  @Test
  void aTokenOfAnotherHostIsRefusedAndRecorded() throws Exception {
    issue("h1", 60);
    Rejection told = refused(() -> join("h2", keys));
    assertThat(told).hasMessage("the join token is of another host than h2");
    assertThat(refusals()).anyMatch(said -> said.contains("another host than h2"));
    assertThat(join("h1", keys).getCertificate()).isNotEmpty();
  }

  @Test
  void anExpiredTokenIsRefusedAndRecorded() throws Exception {
    issue("h1", 1);
    eventually(() ->
        assertThat(refused(() -> join("h1", fresh())).getMessage())
            .satisfiesAnyOf(
                said -> assertThat(said).contains("has expired at"),
                said -> assertThat(said).contains("is used")));
  }

  @Test
  void anUnknownTokenLeavesNothingBehind() throws Exception {
    assertThat(refused(() -> join("h1", keys))).hasMessage("no such join token");
    assertThat(world.events())
        .extracting(Event::getStream)
        .noneMatch(stream -> stream.startsWith("join/") || stream.startsWith("request/"));
  }

  @Test
  void aRequestThatItsKeyHasNotSignedIsRefused() throws Exception {
    issue("h1", 60);
    byte[] request = request(keys);
    request[request.length - 1] ^= 1;
    Rejection told = refused(() -> join("h1", ByteString.copyFrom(request)));
    assertThat(told.reason()).isEqualTo(Reason.INVALID_ARGUMENT);
    assertThat(join("h1", keys).getCertificate()).as("the token is still good").isNotEmpty();
  }

  @Test
  void networkServiceAsksIpamServiceByItsOwnCertificate() throws Exception {
    NetworkServiceGrpc.newBlockingStub(world.calling(world.credentials("client/alice")).grpc())
        .createNetwork(CreateNetworkRequest.newBuilder().setName("web").build());
    assertThat(world.eventsInIpam())
        .extracting(Event::getActor)
        .contains("cert:service/network-service");
  }

  @Test
  void nobodyJoinsWithACertificateOnly() throws Exception {
    Credentials h1 = world.credentials("host/h1");
    var told =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            io.grpc.StatusRuntimeException.class,
            () ->
                JoinServiceGrpc.newBlockingStub(world.calling(h1).grpc())
                    .join(JoinRequest.getDefaultInstance()));
    assertThat(told.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
  }

  private List<String> refusals() {
    return world.events().stream()
        .filter(event -> event.getType().endsWith("RequestRefused"))
        .map(Event::getSummary)
        .toList();
  }

  private IssueJoinTokenResponse issue(String host, int seconds) throws IOException {
    return JoinTokenServiceGrpc.newBlockingStub(
            world.calling(world.credentials("client/alice")).grpc())
        .issueJoinToken(
            IssueJoinTokenRequest.newBuilder()
                .setTokenSha256(sha256(TOKEN))
                .setHost(host)
                .setTtlSeconds(seconds)
                .build());
  }

  private JoinResponse join(String host, KeyPair key) throws Exception {
    return join(host, ByteString.copyFrom(request(key)));
  }

  private JoinResponse join(String host, ByteString request) {
    return JoinServiceGrpc.newBlockingStub(world.joining())
        .join(
            JoinRequest.newBuilder()
                .setToken(TOKEN)
                .setHost(host)
                .setCertificateRequest(request)
                .build());
  }

  private static String sha256(String word) {
    return Fingerprint.of(word.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static KeyPair fresh() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static byte[] request(KeyPair key) throws Exception {
    return new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=any"), key.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
        .getEncoded();
  }
}
