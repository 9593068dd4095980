package io.netledger.wire;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32C;

/**
 * Where the next page of a list begins. Printed as one opaque word, with a check sum against
 * mistakes; it is no secret and no promise.
 *
 * @param call the call and its filter: a token is of use for the same again only
 * @param revision that all pages reflect
 * @param cursor the last thing of the page before, in the call's own words
 */
public record PageToken(String call, long revision, String cursor) {

  private static final String SEPARATOR = " ";
  private static final int LONGEST = 4_096;

  /**
   * The token that {@code word} spells.
   *
   * @throws Rejection PAGE_TOKEN_INVALID if it is not one of ours or of another call
   */
  static PageToken parse(String word, String call) {
    if (word.length() > LONGEST) {
      throw invalid();
    }
    String[] parts;
    try {
      parts =
          new String(Base64.getUrlDecoder().decode(word), StandardCharsets.UTF_8)
              .split(SEPARATOR, 3);
    } catch (IllegalArgumentException _) {
      throw invalid();
    }
    if (parts.length != 3 || !parts[0].equals(check(call, parts[1], parts[2]))) {
      throw invalid();
    }
    return new PageToken(call, number(parts[1]), parts[2]);
  }

  @Override
  public String toString() {
    String number = Long.toString(revision);
    String text = String.join(SEPARATOR, check(call, number, cursor), number, cursor);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String check(String call, String revision, String cursor) {
    var sum = new CRC32C();
    for (String part : new String[] {call, revision, cursor}) {
      sum.update(part.getBytes(StandardCharsets.UTF_8));
      sum.update(0);
    }
    return Long.toHexString(sum.getValue());
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException _) {
      throw invalid();
    }
  }

  static Rejection invalid() {
    return new Rejection(
        Reason.PAGE_TOKEN_INVALID,
        "page_token is not of this call and filter; expected next_page_token of the answer before,"
            + " with the same filter, or none");
  }
}
