package io.netledger.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.identity.Pem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Identity H1 = new Identity.Host("h1");

  @TempDir Path folder;

  private final CertificateAuthority authority = CertificateAuthority.create(NOW);

  @Test
  void isTheSameWhenItIsReadAgainAndItsKeyIsForItsOwnerOnly() throws IOException {
    Path key = folder.resolve("ca/ca.key");
    Path certificate = folder.resolve("ca/ca.pem");
    authority.store(certificate, key);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(CertificateAuthority.load(certificate, key).fingerprint())
        .isEqualTo(authority.fingerprint());
    assertThat(folder.resolve("ca")).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void isFoundAmongOthersByItsKey() throws IOException {
    Path key = folder.resolve("ca.key");
    Path certificates = folder.resolve("ca.pem");
    authority.store(certificates, key);
    Files.writeString(certificates, CertificateAuthority.create(NOW).pem() + authority.pem());
    assertThat(CertificateAuthority.load(certificates, key).fingerprint())
        .isEqualTo(authority.fingerprint());

    Files.writeString(certificates, CertificateAuthority.create(NOW).pem());
    assertThatThrownBy(() -> CertificateAuthority.load(certificates, key))
        .hasMessageContaining("is not the key of a certificate in");
  }

  /** Seen by another eye: what openssl reads in it. */
  @Test
  void namesItsHolderAsOthersReadIt() throws Exception {
    Path file = folder.resolve("h1.pem");
    Files.writeString(file, authority.issue(H1, Validity.from(NOW, Duration.ofHours(24))));
    Path ca = folder.resolve("ca.pem");
    Files.writeString(ca, authority.pem());

    String text = openssl("x509", "-in", file.toString(), "-noout", "-text");
    assertThat(text)
        .contains(
            "URI:netledger://host/h1",
            "TLS Web Client Authentication",
            "CA:FALSE",
            "Not Before: Jan  2 02:59:05 2026 GMT",
            "Not After : Jan  3 03:04:05 2026 GMT")
        .doesNotContain("TLS Web Server Authentication", "DNS:");
    assertThat(
            openssl(
                "verify",
                "-attime",
                Long.toString(NOW.getEpochSecond()),
                "-x509_strict",
                "-purpose",
                "sslclient",
                "-CAfile",
                ca.toString(),
                file.toString()))
        .contains(": OK");
    assertThat(openssl("x509", "-in", ca.toString(), "-noout", "-fingerprint", "-sha256"))
        .satisfies(line ->
            assertThat(Fingerprint.parse(line.substring(line.indexOf('=') + 1).strip()))
                .isEqualTo(authority.fingerprint()));
  }

  @Test
  void onlyAServiceMayServeAndByItsOwnName() throws Exception {
    Path file = folder.resolve("s.pem");
    Files.writeString(
        file,
        authority.issue(
            new Identity.Service("network-service"), Validity.from(NOW, Duration.ofHours(1))));
    assertThat(openssl("x509", "-in", file.toString(), "-noout", "-text"))
        .contains("TLS Web Server Authentication", "DNS:network-service");
  }

  @Test
  void whoeverIsNamedIsReadBack() throws Exception {
    for (String word : List.of("client/alice", "host/h1.example.org", "service/ipam-service")) {
      String text = authority.issue(Identity.parse(word), Validity.from(NOW, Duration.ofHours(1)));
      X509Certificate read = Pem.certificates(text).getFirst();
      assertThat(Identity.of(read).map(Object::toString)).hasValue(word);
    }
    assertThat(Identity.of(authority.certificate())).isEmpty();
    for (String word : List.of("alice", "client/", "client/a b", "robot/r", "CLIENT/a")) {
      assertThatThrownBy(() -> Identity.parse(word))
          .as(word)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }

  @Test
  void takesRequestsThatAreSignedByTheirKeyOnly() throws Exception {
    byte[] good = request("prime256v1");
    assertThat(CertificateRequest.parse(good).key().getAlgorithm()).isEqualTo("EC");

    byte[] tampered = good.clone();
    tampered[tampered.length - 1] ^= 1;
    for (byte[] bad :
        List.of(tampered, request("secp384r1"), new byte[0], new byte[5_000], new byte[] {1})) {
      assertThatThrownBy(() -> CertificateRequest.parse(bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected PKCS #10");
    }
  }

  private byte[] request(String curve) throws Exception {
    String key = folder.resolve("k.pem").toString();
    Path request = folder.resolve("r.der");
    openssl("ecparam", "-name", curve, "-genkey", "-noout", "-out", key);
    openssl(
        "req",
        "-new",
        "-key",
        key,
        "-subj",
        "/CN=any",
        "-outform",
        "DER",
        "-out",
        request.toString());
    return Files.readAllBytes(request);
  }

  private static String openssl(String... words) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("openssl"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said.toLowerCase(Locale.ROOT)).isZero();
    return said;
  }
}
