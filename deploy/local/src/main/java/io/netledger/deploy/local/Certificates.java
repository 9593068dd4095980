package io.netledger.deploy.local;

import io.netledger.authority.CertificateAuthority;
import io.netledger.authority.Validity;
import io.netledger.identity.Identity;
import io.netledger.identity.Pem;
import io.netledger.identity.PrivateFile;
import io.netledger.proof.NoteSigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;

/**
 * The deployment's certificate authority and what it has signed: who may call on TCP. All is in a
 * folder that only its owner may enter.
 *
 * @param folder {@code ca.pem}, {@code ca.key}, and for each service a file with its key, and one
 *     with the key of its checkpoints
 */
record Certificates(Path folder) {

  /** They are made anew by each start; see docs/adr/0127. */
  private static final Duration SERVICES = Duration.ofDays(90);

  private static final Duration OTHERS = Duration.ofDays(365);

  /** The authority's certificate, which everybody may have. */
  Path authority() {
    return folder.resolve("ca.pem");
  }

  /** The authority's private key. */
  Path authorityKey() {
    return folder.resolve("ca.key");
  }

  /** A service's certificate with its key. */
  Path service(String name) {
    return folder.resolve(name + ".pem");
  }

  /** The key by which a service signs checkpoints of its ledger. */
  Path checkpoints(String name) {
    return folder.resolve(name + ".checkpoint.key");
  }

  /**
   * The authority and keys, made if they are missing, and certificates of now for {@code services}.
   */
  void prepare(String... services) {
    try {
      CertificateAuthority authority = authorityOrNew();
      for (String name : services) {
        PrivateFile.write(
            service(name),
            authority.issue(new Identity.Service(name), Validity.from(Instant.now(), SERVICES)));
        var _ =
            NoteSigner.in(checkpoints(name), "netledger/" + name); // replicas would each make one
      }
    } catch (IOException e) {
      throw new Failure("certificates cannot be made in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Writes a certificate with its key, and the authority's certificate, into {@code target}. */
  Path give(Identity identity, Path target) {
    try {
      CertificateAuthority authority = authorityOrNew();
      Path file = target.resolve(identity.toString().replace('/', '-') + ".pem");
      PrivateFile.write(file, authority.issue(identity, Validity.from(Instant.now(), OTHERS)));
      Files.writeString(target.resolve("ca.pem"), authority.pem());
      return file;
    } catch (IOException e) {
      throw new Failure("no certificate can be made in " + target + ": " + e.getMessage(), e);
    }
  }

  private CertificateAuthority authorityOrNew() throws IOException {
    if (Files.exists(authority())) {
      return CertificateAuthority.load(authority(), authorityKey());
    }
    CertificateAuthority made = CertificateAuthority.create(Instant.now());
    made.store(authority(), authorityKey());
    return made;
  }

  /** When the certificate in the file ends. */
  static Instant end(Path file) {
    try {
      return Pem.certificates(Files.readString(file)).getFirst().getNotAfter().toInstant();
    } catch (IOException | CertificateException e) {
      throw new Failure(file + " cannot be read", e);
    }
  }
}
