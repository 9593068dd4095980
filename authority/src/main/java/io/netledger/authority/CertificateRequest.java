package io.netledger.authority;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * A request for a certificate, PKCS #10 (RFC 2986): whoever made it has the key. What else it asks
 * for is not looked at.
 */
public record CertificateRequest(PublicKey key) {

  private static final int LONGEST = 4_096;

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException if it is not signed by the key in it, or that is not of the
   *     curve P-256
   */
  public static CertificateRequest parse(byte[] der) {
    if (der.length == 0 || der.length > LONGEST) {
      throw invalid("has " + der.length + " bytes", null);
    }
    try {
      var request = new PKCS10CertificationRequest(der);
      PublicKey key = Keys.publicKey(request.getSubjectPublicKeyInfo().getEncoded());
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw invalid("is not signed by the key in it", null);
      }
      return new CertificateRequest(key);
    } catch (GeneralSecurityException | IOException | OperatorCreationException | PKCSException e) {
      throw invalid("cannot be read", e);
    }
  }

  private static IllegalArgumentException invalid(
      String what, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException(
        "certificate_request "
            + what
            + "; expected PKCS #10, DER, of a key of the curve P-256 and signed by it",
        cause);
  }
}
