package io.netledger.network.rpc;

import com.google.protobuf.ByteString;
import io.netledger.authority.CertificateAuthority;
import io.netledger.authority.CertificateRequest;
import io.netledger.authority.Validity;
import io.netledger.identity.Fingerprint;
import io.netledger.identity.Identity;
import io.netledger.network.join.IssuedCertificate;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import io.netledger.wire.WireAddress;
import java.math.BigInteger;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * Gives hosts their certificates. It has the authority's key, so whoever has this service has all
 * hosts; see docs/adr/0127.
 *
 * @param door where hosts join
 * @param lifetime of a host's certificate
 */
public record Signing(
    CertificateAuthority authority, WireAddress.Tcp door, Duration lifetime, Clock clock) {

  private static final int HEXADECIMAL = 16;

  /**
   * The key that somebody asks a certificate for, and has.
   *
   * @throws Rejection INVALID_ARGUMENT
   */
  static PublicKey key(ByteString request) {
    try {
      return CertificateRequest.parse(request.toByteArray()).key();
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /** What a certificate would be that is made now. */
  IssuedCertificate offer(PublicKey key) {
    return new IssuedCertificate(
        Fingerprint.of(key.getEncoded()).hex(),
        CertificateAuthority.freshSerial().toString(HEXADECIMAL),
        clock.instant().plus(lifetime).truncatedTo(ChronoUnit.SECONDS));
  }

  /** The certificate that was decided upon, as PEM. */
  String certificate(String host, PublicKey key, IssuedCertificate decided) {
    return CertificateAuthority.pem(
        authority.sign(
            key,
            new Identity.Host(host),
            new BigInteger(decided.serial(), HEXADECIMAL),
            Validity.until(clock.instant(), decided.expires())));
  }
}
