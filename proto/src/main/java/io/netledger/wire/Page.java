package io.netledger.wire;

import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Optional;

/**
 * Which page of a list is asked for.
 *
 * @param size at most this many things
 * @param token from the page before; empty: the first page
 */
public record Page(int size, Optional<PageToken> token) {

  private static final int USUAL_SIZE = 100;
  private static final int LARGEST_SIZE = 1_000;

  /**
   * The page that a request's {@code page_size} and {@code page_token} ask for.
   *
   * @param call the call and its filter, to tell tokens of another call
   * @throws Rejection INVALID_ARGUMENT for the size, PAGE_TOKEN_INVALID for the token
   */
  public static Page of(int size, String token, String call) {
    if (size < 0 || size > LARGEST_SIZE) {
      throw new Rejection(
          Reason.INVALID_ARGUMENT,
          "page_size is %d; expected 0 to %d".formatted(size, LARGEST_SIZE));
    }
    return new Page(
        size == 0 ? USUAL_SIZE : size,
        token.isEmpty() ? Optional.empty() : Optional.of(PageToken.parse(token, call)));
  }

  /** The revision that the first page pinned; empty on the first page. */
  public Optional<Long> revision() {
    return token.map(PageToken::revision);
  }

  /** After what the page begins; empty on the first page. */
  public Optional<String> cursor() {
    return token.map(PageToken::cursor);
  }

  /**
   * The cursor of a call whose cursors are numbers; empty on the first page.
   *
   * @throws Rejection PAGE_TOKEN_INVALID if it is none
   */
  public Optional<Long> after() {
    try {
      return cursor().map(Long::valueOf);
    } catch (NumberFormatException _) {
      throw PageToken.invalid();
    }
  }
}
