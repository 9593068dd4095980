package io.netledger.network.query;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Where the next page begins. Its digest binds it to the call and the filter that it was made for;
 * it holds no secret and gives no right, so the digest has no key.
 *
 * @param revision that all pages reflect
 * @param after the created revision of the last row of the page before
 */
record PageToken(long revision, long after) {

  private static final int NUMBERS = 2 * Long.BYTES;
  private static final int DIGEST = 16;

  /**
   * The token of {@code text}.
   *
   * @throws Rejection PAGE_TOKEN_INVALID if it was not made for this call and filter
   */
  static PageToken parse(String text, String call, List<String> filter) {
    byte[] bytes = decode(text);
    if (bytes.length == NUMBERS + DIGEST) {
      ByteBuffer numbers = ByteBuffer.wrap(bytes);
      PageToken token = new PageToken(numbers.getLong(), numbers.getLong());
      if (Arrays.equals(bytes, token.bytes(call, filter))) {
        return token;
      }
    }
    throw new Rejection(
        Reason.PAGE_TOKEN_INVALID,
        "page_token is not one of "
            + call
            + " with this filter; expected the next_page_token of the answer before");
  }

  String text(String call, List<String> filter) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(call, filter));
  }

  private byte[] bytes(String call, List<String> filter) {
    ByteBuffer bytes = ByteBuffer.allocate(NUMBERS + DIGEST).putLong(revision).putLong(after);
    return bytes.put(digest(call, filter), 0, DIGEST).array();
  }

  private byte[] digest(String call, List<String> filter) {
    MessageDigest digest = sha256();
    digest.update(ByteBuffer.allocate(NUMBERS).putLong(revision).putLong(after).flip());
    digest.update(call.getBytes(StandardCharsets.UTF_8));
    for (String each : filter) {
      byte[] word = each.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(word.length).flip());
      digest.update(word);
    }
    return digest.digest();
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
