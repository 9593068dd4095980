package io.netledger.ipam;

import io.netledger.identity.Credentials;
import io.netledger.identity.TlsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who the service is on TCP. */
final class TlsOptions {

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "The service's certificate, PEM, for netledger://service/ipam-service. Files that are replaced are"
              + " used from the next connection on.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "Its private key, PEM (PKCS #8); may be the same file.")
  private @Nullable Path key;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Certificate of the authority that signs for whoever may call, PEM.")
  private @Nullable Path authority;

  /**
   * Reads the files, if there are any.
   *
   * @throws IllegalArgumentException if some of the options are missing
   */
  Optional<Credentials> credentials() throws IOException {
    Optional<TlsFiles> files =
        TlsFiles.of(
            Optional.ofNullable(certificate),
            Optional.ofNullable(key),
            Optional.ofNullable(authority),
            "--tls-cert, --tls-key and --tls-ca");
    return files.isEmpty() ? Optional.empty() : Optional.of(Credentials.load(files.get()));
  }
}
