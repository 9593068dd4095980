package io.netledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs notes: Ed25519. Its text is that of C2SP's signed-note:
 * NAME+ID+KEY.
 *
 * @param name of the key
 * @param publicKey of Ed25519
 */
public record NoteKey(String name, PublicKey publicKey) {

  static final String ALGORITHM = "Ed25519";

  /** How signed-note numbers Ed25519. */
  private static final byte ED25519 = 1;

  /** What stands before the 32 bytes of the key in its X.509 form: RFC 8410. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;

  /**
   * The key with that text.
   *
   * @throws IllegalArgumentException with what was expected
   */
  public static NoteKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    try {
      byte[] typed = Base64.getDecoder().decode(parts[parts.length - 1]);
      if (parts.length == 3 && typed.length == 1 + KEY_BYTES && typed[0] == ED25519) {
        byte[] encoded =
            ByteBuffer.allocate(X509.length + KEY_BYTES).put(X509).put(typed, 1, KEY_BYTES).array();
        PublicKey key =
            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        NoteKey parsed = new NoteKey(parts[0], key);
        if (HexFormat.of().formatHex(parsed.id()).equals(parts[1])) {
          return parsed;
        }
      }
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      // said below
    }
    throw new IllegalArgumentException(
        "\"" + text.strip() + "\" is no key; expected NAME+ID+KEY of an Ed25519 key");
  }

  /** Whether the note has a signature of this key that is right. */
  public boolean hasSigned(SignedNote note) {
    return note.signatures().stream()
        .filter(signature -> signature.name().equals(name))
        .anyMatch(signature -> isRight(note.text(), signature.base64()));
  }

  private boolean isRight(String text, String base64) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
      if (bytes.remaining() <= ID_BYTES
          || !bytes.slice(0, ID_BYTES).equals(ByteBuffer.wrap(id()))) {
        return false;
      }
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(publicKey);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(bytes.array(), ID_BYTES, bytes.capacity() - ID_BYTES);
    } catch (IllegalArgumentException | GeneralSecurityException _) {
      return false;
    }
  }

  /** Tells keys of one name from each other. */
  byte[] id() {
    MessageDigest sha256 = Hash.sha256();
    sha256.update(name.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) '\n');
    return java.util.Arrays.copyOf(sha256.digest(typed()), ID_BYTES);
  }

  private byte[] typed() {
    byte[] encoded = publicKey.getEncoded();
    return ByteBuffer.allocate(1 + KEY_BYTES)
        .put(ED25519)
        .put(encoded, encoded.length - KEY_BYTES, KEY_BYTES)
        .array();
  }

  @Override
  public String toString() {
    return name
        + "+"
        + HexFormat.of().formatHex(id())
        + "+"
        + Base64.getEncoder().encodeToString(typed());
  }
}
