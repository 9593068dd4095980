package io.netledger.cli.session;

import io.netledger.identity.Credentials;
import io.netledger.identity.TlsFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;

/** What can go wrong before a service on TCP says its first word, and what to do about it. */
final class Handshake {

  private static final String MAKE =
      "'deploy/certificate client/NAME DIRECTORY' beside the service makes one.";

  private Handshake() {}

  /**
   * The caller's own certificate.
   *
   * @throws Failure if there is none that could be shown
   */
  static Credentials credentials(String address, Optional<TlsFiles> files) {
    TlsFiles given =
        files.orElseThrow(() ->
            Failure.usage(
                address
                    + " answers nobody without a certificate: give --cert, --key and --ca, or set"
                    + " NETLEDGER_CERT, NETLEDGER_KEY and NETLEDGER_CA.\n"
                    + MAKE));
    // the command line has no log, and nobody wants to hear that
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    try {
      Credentials own = Credentials.load(given);
      if (Instant.now().isAfter(own.expires())) {
        throw Failure.refused(
            "The certificate %s of %s has expired at %s.\n%s"
                .formatted(given.certificate(), own.identity(), own.expires(), MAKE));
      }
      return own;
    } catch (NoSuchFileException e) {
      throw Failure.refused("There is no file " + e.getFile() + ".\n" + MAKE);
    } catch (IOException e) {
      throw Failure.refused(e.getMessage() + ".\n" + MAKE);
    }
  }

  /**
   * What to do when no connection has come about.
   *
   * @param why in the words of TLS (RFC 8446, 6.2) and of the JDK
   */
  static String advice(String why, String service) {
    if (why.contains("PKIX") || why.contains("signature")) {
      return "It shows a certificate that the authority of --ca has not signed. Is it the right "
          + service
          + ", and the right --ca?";
    }
    if (why.contains("No name matching")) {
      return "Whoever answers there is not " + service + ": see the address.";
    }
    if (why.contains("not an SSL/TLS record")) {
      return "Whoever answers there speaks no TLS: see the port.";
    }
    if (why.contains("fatal alert") || why.contains("closed") || why.contains("reset")) {
      return "It has not taken the certificate of --cert: that must be signed by the service's own"
          + " authority, and in time. "
          + MAKE;
    }
    return "Is it running, and does it listen there? deploy/up --tcp HOST:PORT starts one.";
  }
}
