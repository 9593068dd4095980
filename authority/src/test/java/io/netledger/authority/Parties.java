package io.netledger.authority;

import io.netledger.identity.Credentials;
import io.netledger.identity.Identity;
import io.netledger.identity.PrivateFile;
import io.netledger.identity.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** An authority and those whom it has given certificates, as files in a folder. */
final class Parties {

  static final Identity NETWORK_SERVICE = new Identity.Service("network-service");
  static final Identity ALICE = new Identity.Client("alice");
  static final Identity H1 = new Identity.Host("h1");

  final CertificateAuthority authority = CertificateAuthority.create(Instant.now());
  private final Path folder;
  private int count;

  Parties(Path folder) throws IOException {
    this.folder = folder;
    PrivateFile.write(authorityFile(), authority.pem());
  }

  Path authorityFile() {
    return folder.resolve("ca.pem");
  }

  /** For a day. */
  Credentials of(Identity identity) throws IOException {
    return of(identity, Validity.from(Instant.now(), Duration.ofDays(1)));
  }

  Credentials of(Identity identity, Validity validity) throws IOException {
    Path file = folder.resolve(++count + ".pem");
    give(file, identity, validity);
    return Credentials.load(new TlsFiles(file, file, authorityFile()));
  }

  void give(Path file, Identity identity, Validity validity) throws IOException {
    PrivateFile.write(file, authority.issue(identity, validity));
  }

  /** One that had ended an hour ago. */
  Credentials late(Identity identity) throws IOException {
    Instant now = Instant.now();
    return of(
        identity, Validity.until(now.minus(Duration.ofHours(3)), now.minus(Duration.ofHours(1))));
  }

  /** Of an authority of the same make, who takes our authority's word and is not taken itself. */
  Credentials stranger(Identity identity) throws IOException {
    Path file = folder.resolve("stranger.pem");
    PrivateFile.write(
        file,
        CertificateAuthority.create(Instant.now())
            .issue(identity, Validity.from(Instant.now(), Duration.ofDays(1))));
    return Credentials.load(new TlsFiles(file, file, authorityFile()));
  }
}
