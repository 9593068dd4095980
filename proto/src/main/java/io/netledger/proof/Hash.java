package io.netledger.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A SHA-256 digest: a link of the chain over a log, a node of the tree over it. Printed as 64 hex
 * digits.
 */
public final class Hash {

  /** Bytes of it. */
  public static final int LENGTH = 32;

  /** What the first event has as its previous hash: 32 zero bytes. */
  public static final Hash NONE = new Hash(new byte[LENGTH]);

  private final byte[] bytes;

  /** Takes the 32 bytes as they are; the caller does not change them afterwards. */
  public Hash(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException(
          "a SHA-256 digest has " + LENGTH + " bytes, not " + bytes.length);
    }
    this.bytes = bytes;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The 32 bytes, not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
