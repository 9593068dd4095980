package io.netledger.identity;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Text that carries certificates and keys: RFC 7468. */
public final class Pem {

  public static final String CERTIFICATE = "CERTIFICATE";

  /** A private key as PKCS #8, not encrypted. */
  public static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final int LINE = 64;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private Pem() {}

  /** One block, with a line feed at its end. */
  public static String block(String label, byte[] content) {
    var lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'});
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, lines.encodeToString(content), label);
  }

  /** The contents of the blocks with that label, in order. Whatever is between blocks is passed. */
  public static List<byte[]> blocks(String text, String label) {
    List<byte[]> found = new ArrayList<>();
    var blocks = BLOCK.matcher(text);
    while (blocks.find()) {
      if (blocks.group(1).equals(label)) {
        found.add(Base64.getMimeDecoder().decode(blocks.group(2)));
      }
    }
    return found;
  }

  /**
   * The certificates in the text, in order.
   *
   * @throws CertificateException if a block is no certificate
   */
  public static List<X509Certificate> certificates(String text) throws CertificateException {
    var factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> certificates = new ArrayList<>();
    for (byte[] block : blocks(text, CERTIFICATE)) {
      certificates.add(
          (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
    }
    return certificates;
  }
}
