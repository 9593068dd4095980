package io.netledger.identity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * SHA-256 over something, 64 hexadecimal digits. Of a certificate it is what {@code openssl x509
 * -fingerprint -sha256} shows.
 */
public record Fingerprint(String hex) {

  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

  public Fingerprint {
    if (!DIGITS.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "fingerprint of "
              + hex.length()
              + " characters; expected SHA-256 as 64 hexadecimal digits");
    }
  }

  /**
   * The fingerprint that {@code word} spells, in any case, with or without colons.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static Fingerprint parse(String word) {
    return new Fingerprint(word.replace(":", "").toLowerCase(Locale.ROOT));
  }

  public static Fingerprint of(byte[] bytes) {
    try {
      return new Fingerprint(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public static Fingerprint of(X509Certificate certificate) {
    try {
      return of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  @Override
  public String toString() {
    return hex;
  }
}
