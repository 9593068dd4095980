package io.netledger.network;

import io.netledger.authority.CertificateAuthority;
import io.netledger.network.rpc.Signing;
import io.netledger.wire.WireAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how hosts join. */
final class JoinOptions {

  private static final int LONGEST_HOURS = 24 * 365;

  @Option(
      names = "--join-listen",
      paramLabel = "tcp:HOST:PORT",
      description =
          "Where hosts without a certificate join, with a token of 'netledger host token create';"
              + " nothing else is served there. Needs --ca-key.")
  private @Nullable String listen;

  @Option(
      names = "--ca-key",
      paramLabel = "FILE",
      description =
          "The authority's private key, PEM (PKCS #8), to sign hosts' certificates with. Whoever has"
              + " it can be anybody: mode 0600, on few machines.")
  private @Nullable Path key;

  @Option(
      names = "--host-certificate-hours",
      paramLabel = "N",
      description = "How long a host's certificate is good; it renews it by itself. Usual: 24.")
  private int hours = 24;

  /**
   * Reads the key, if there is one.
   *
   * @throws IllegalArgumentException if an option is missing or out of its range
   */
  Optional<Signing> signing(TlsOptions tls) throws IOException {
    if (listen == null && key == null) {
      return Optional.empty();
    }
    if (listen == null || key == null) {
      throw new IllegalArgumentException("--join-listen and --ca-key belong together");
    }
    if (hours < 1 || hours > LONGEST_HOURS) {
      throw new IllegalArgumentException(
          "--host-certificate-hours " + hours + "; expected 1 to " + LONGEST_HOURS);
    }
    if (!(WireAddress.parse(listen) instanceof WireAddress.Tcp door)) {
      throw new IllegalArgumentException("--join-listen " + listen + "; expected tcp:HOST:PORT");
    }
    return Optional.of(
        new Signing(
            CertificateAuthority.load(tls.authority(), key),
            door,
            Duration.ofHours(hours),
            Clock.systemUTC()));
  }
}
