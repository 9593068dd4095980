package io.netledger.agent.sync.join;

import io.netledger.identity.Pem;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/**
 * A host's key of the curve P-256, and its request for a certificate. The request is DER that is
 * put together here: Bouncy Castle, which could, would be a fifth of the agent's memory.
 */
record HostKey(KeyPair pair) {

  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;
  private static final int SHORT_LENGTHS = 0x80;
  private static final int BYTE = 8;

  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};
  private static final byte[] NO_ATTRIBUTES = {(byte) 0xA0, 0x00};
  private static final byte[] NO_UNUSED_BITS = {0x00};

  /** AlgorithmIdentifier of ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758, 3.2). */
  private static final byte[] ECDSA_WITH_SHA256 = {
    0x30, 0x0A, 0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02
  };

  /** One that nobody else has. */
  static HostKey fresh() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new HostKey(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** Both halves, as {@link #parse} reads them. */
  String pem() {
    return privatePem() + Pem.block("PUBLIC KEY", pair.getPublic().getEncoded());
  }

  /** The private half. */
  String privatePem() {
    return Pem.block(Pem.PRIVATE_KEY, pair.getPrivate().getEncoded());
  }

  /**
   * One that was stored.
   *
   * @throws IllegalArgumentException if the text is none
   */
  static HostKey parse(String pem) {
    List<byte[]> secret = Pem.blocks(pem, Pem.PRIVATE_KEY);
    List<byte[]> open = Pem.blocks(pem, "PUBLIC KEY");
    if (secret.size() != 1 || open.size() != 1) {
      throw new IllegalArgumentException("no key; expected its private and its public half");
    }
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      return new HostKey(
          new KeyPair(
              keys.generatePublic(new X509EncodedKeySpec(open.getFirst())),
              keys.generatePrivate(new PKCS8EncodedKeySpec(secret.getFirst()))));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("no key of the curve P-256", e);
    }
  }

  /** PKCS #10 (RFC 2986), DER, signed with the key. */
  byte[] request(String host) {
    byte[] info =
        der(
            SEQUENCE,
            VERSION_0,
            new X500Principal("CN=" + host).getEncoded(),
            pair.getPublic().getEncoded(),
            NO_ATTRIBUTES);
    return der(SEQUENCE, info, ECDSA_WITH_SHA256, der(BIT_STRING, NO_UNUSED_BITS, signature(info)));
  }

  private byte[] signature(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has ECDSA", e);
    }
  }

  /** Tag, length, value: X.690, 8.1. */
  private static byte[] der(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var whole = new ByteArrayOutputStream();
    whole.write(tag);
    int length = content.size();
    if (length < SHORT_LENGTHS) {
      whole.write(length);
    } else if (length < 1 << BYTE) {
      whole.write(SHORT_LENGTHS | 1);
      whole.write(length);
    } else {
      whole.write(SHORT_LENGTHS | 2);
      whole.write(length >> BYTE);
      whole.write(length);
    }
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }
}
