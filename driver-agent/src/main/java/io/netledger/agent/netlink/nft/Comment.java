package io.netledger.agent.netlink.nft;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Comments, as {@code nft} keeps them in the user data of tables and rules: a byte for the type
 * (0), one for the length, then the text with a closing zero byte.
 */
final class Comment {

  private static final int COMMENT = 0;
  private static final int LONGEST = 127; // what nft accepts

  private Comment() {}

  static byte[] encode(String comment) {
    byte[] text = comment.getBytes(StandardCharsets.UTF_8);
    if (text.length > LONGEST) {
      throw new IllegalArgumentException(
          "a comment has at most " + LONGEST + " bytes, not " + text.length + ": " + comment);
    }
    byte[] bytes = new byte[text.length + 3];
    bytes[0] = COMMENT;
    bytes[1] = (byte) (text.length + 1);
    System.arraycopy(text, 0, bytes, 2, text.length);
    return bytes;
  }

  /** The comment among the user data, or empty. */
  static String parse(Optional<byte[]> userData) {
    byte[] bytes = userData.orElse(new byte[0]);
    int at = 0;
    while (at + 2 <= bytes.length) {
      int length = Math.min(bytes[at + 1] & 0xff, bytes.length - at - 2);
      if (bytes[at] == COMMENT && length > 0) {
        return new String(bytes, at + 2, length - 1, StandardCharsets.UTF_8);
      }
      at += 2 + length;
    }
    return "";
  }
}
