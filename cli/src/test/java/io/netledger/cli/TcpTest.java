package io.netledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.stub.StreamObserver;
import io.netledger.authority.CertificateAuthority;
import io.netledger.authority.Validity;
import io.netledger.cli.Stage.Outcome;
import io.netledger.identity.Credentials;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.identity.PrivateFile;
import io.netledger.identity.TlsFiles;
import io.netledger.proto.join.v1.IssueJoinTokenRequest;
import io.netledger.proto.join.v1.IssueJoinTokenResponse;
import io.netledger.proto.join.v1.JoinTokenServiceGrpc.JoinTokenServiceImplBase;
import io.netledger.wire.Denials;
import io.netledger.wire.RefusalTranslator;
import io.netledger.wire.WireAddress;
import io.netledger.wire.WireServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Services on TCP … */
@Timeout(60)
class TcpTest {

  @RegisterExtension final Stage stage = new Stage();

  @TempDir Path folder;

  private final CertificateAuthority authority = CertificateAuthority.create(Instant.now());
  private final BlockingQueue<IssueJoinTokenRequest> issued = new LinkedBlockingQueue<>();
  private WireServer server;

  TcpTest() throws IOException {}

  @BeforeEach
  void serve() throws IOException {
    PrivateFile.write(folder.resolve("ca.pem"), authority.pem());
    Path own = given(authority, "service/network-service", 1);
    server =
        WireServer.start(
            WireAddress.parse("tcp:127.0.0.1:0"),
            Optional.of(Credentials.load(new TlsFiles(own, own, folder.resolve("ca.pem")))),
            List.of(new FakeNetworks(stage.ledger), new Tokens()),
            RefusalTranslator.REJECTIONS,
            Denials.UNHEARD);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private final class Tokens extends JoinTokenServiceImplBase {
    @Override
    public void issueJoinToken(
        IssueJoinTokenRequest request, StreamObserver<IssueJoinTokenResponse> response) {
      issued.add(request);
      response.onNext(
          IssueJoinTokenResponse.newBuilder()
              .setHost(request.getHost())
              .setJoinAddress("tcp:192.0.2.1:7444")
              .setAuthorityFingerprint("ab".repeat(32))
              .build());
      response.onCompleted();
    }
  }

  @Test
  void answerWhoShowsACertificate() throws IOException {
    Path alice = given(authority, "client/alice", 1);
    assertThat(call(alice, "network ls")).extracting(Outcome::exitCode).isEqualTo(0);

    stage.variables.put("NETLEDGER_SERVICE", server.address().toString());
    stage.variables.put("NETLEDGER_CERT", alice.toString());
    stage.variables.put("NETLEDGER_CA", folder.resolve("ca.pem").toString());
    assertThat(stage.call("network ls").exitCode()).isZero();
  }

  @Test
  void sayWhatToDoWithoutOne() throws IOException {
    Outcome none = stage.call("network ls --service " + server.address());
    assertThat(none.exitCode()).isEqualTo(125);
    assertThat(none.err()).contains("NETLEDGER_CERT", "deploy/certificate");
    assertThat(stage.call("network ls --service " + server.address() + " --cert /x").err())
        .contains("--cert, --key and --ca belong together");
    assertThat(call(folder.resolve("none.pem"), "network ls").err())
        .startsWith("There is no file " + folder.resolve("none.pem"));
  }

  @Test
  void sayWhatIsWrongWithOne() throws IOException {
    assertThat(call(given(authority, "client/alice", -1), "network ls").err())
        .contains("of client/alice has expired at");
    var other = CertificateAuthority.create(Instant.now());
    assertThat(call(given(other, "client/alice", 1), "network ls").err())
        .startsWith("Cannot connect to the Netledger network-service at tcp:127.0.0.1:")
        .contains("It has not taken the certificate of --cert");
    PrivateFile.write(folder.resolve("ca.pem"), other.pem());
    assertThat(call(given(authority, "client/alice", 1), "network ls").err())
        .contains("that the authority of --ca has not signed");
  }

  @Test
  void letHostsJoin() throws IOException {
    Path alice = given(authority, "client/alice", 1);
    Outcome outcome = call(alice, "host token create --host h1 --ttl 10m");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .matches(
            "--join tcp:192.0.2.1:7444 --join-token [A-Za-z0-9_-]{43} --ca-fingerprint (ab){32}\n");
    assertThat(outcome.err()).startsWith("Good once, for host h1");
    IssueJoinTokenRequest request = issued.remove();
    assertThat(request.getTtlSeconds()).isEqualTo(600);
    assertThat(request.getTokenSha256()).isEqualTo(sha256(outcome.out().split(" ", -1)[3]));

    String quiet = call(alice, "host token create -q").out();
    assertThat(issued.remove().getTokenSha256()).isEqualTo(sha256(quiet.strip()));
  }

  private static String sha256(String word) {
    return Fingerprint.of(word.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private Outcome call(Path certificate, String words) {
    String more = " --cert " + certificate + " --ca " + folder.resolve("ca.pem");
    return stage.call(words + " --service " + server.address() + more);
  }

  /** A certificate with its key, that ends in so many hours. */
  private Path given(CertificateAuthority signer, String identity, int hours) throws IOException {
    Path file = folder.resolve(identity.replace('/', '-') + ".pem");
    Instant now = Instant.now();
    PrivateFile.write(
        file,
        signer.issue(
            Identity.parse(identity),
            Validity.until(now.minus(Duration.ofHours(3)), now.plus(Duration.ofHours(hours)))));
    return file;
  }
}
