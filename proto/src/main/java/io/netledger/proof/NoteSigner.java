package io.netledger.proof;

import io.netledger.identity.Pem;
import io.netledger.identity.PrivateFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Signs notes with an Ed25519 key.
 *
 * @param key the public half, by which others know it
 */
public record NoteSigner(NoteKey key, PrivateKey privateKey) {

  private static final String PUBLIC_KEY = "PUBLIC KEY";

  /**
   * The signer whose key is in a file, which is made if it is missing: PEM, the private key (PKCS
   * #8) and the public one.
   *
   * @param name of the key: what it signs for
   */
  public static NoteSigner in(Path file, String name) throws IOException {
    try {
      if (!Files.exists(file)) {
        KeyPair made = KeyPairGenerator.getInstance(NoteKey.ALGORITHM).generateKeyPair();
        PrivateFile.write(
            file,
            Pem.block(Pem.PRIVATE_KEY, made.getPrivate().getEncoded())
                + Pem.block(PUBLIC_KEY, made.getPublic().getEncoded()));
      }
      String pem = Files.readString(file);
      List<byte[]> secret = Pem.blocks(pem, Pem.PRIVATE_KEY);
      List<byte[]> open = Pem.blocks(pem, PUBLIC_KEY);
      if (secret.size() != 1 || open.size() != 1) {
        throw new IOException(file + " is no key; expected a PRIVATE KEY and its PUBLIC KEY, PEM");
      }
      KeyFactory keys = KeyFactory.getInstance(NoteKey.ALGORITHM);
      return new NoteSigner(
          new NoteKey(name, keys.generatePublic(new X509EncodedKeySpec(open.getFirst()))),
          keys.generatePrivate(new PKCS8EncodedKeySpec(secret.getFirst())));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " has no Ed25519 key: " + e.getMessage(), e);
    }
  }

  /** The text and its signature. */
  public SignedNote sign(String text) {
    try {
      Signature signing = Signature.getInstance(NoteKey.ALGORITHM);
      signing.initSign(privateKey);
      signing.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] signature = signing.sign();
      byte[] id = key.id();
      byte[] both =
          ByteBuffer.allocate(id.length + signature.length).put(id).put(signature).array();
      return new SignedNote(
          text,
          List.of(new SignedNote.Signature(key.name(), Base64.getEncoder().encodeToString(both))));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }
}
