package io.netledger.ipam.rpc;

import static io.netledger.refusal.Reason.INVALID_ARGUMENT;
import static io.netledger.refusal.Reason.SUBNET_INVALID;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Words of a request become values here; one that cannot is refused with its field's name. */
public final class Words {

  static final int NAME_LENGTH = 128;

  private static final int SHOWN = 64;
  private static final int ADDRESS_LENGTH = 64;
  private static final Pattern POOL_ID = Pattern.compile("[0-9a-f]{64}");

  private Words() {}

  public static String poolId(String word) {
    if (!POOL_ID.matcher(word).matches()) {
      throw refusal(INVALID_ARGUMENT, "pool_id", word, "64 hexadecimal digits in lower case");
    }
    return word;
  }

  /** Somebody's name or id: not empty, not too long, no control characters. */
  static String name(String field, String word) {
    if (word.isEmpty()
        || word.codePointCount(0, word.length()) > NAME_LENGTH
        || word.codePoints().anyMatch(Character::isISOControl)) {
      throw refusal(
          INVALID_ARGUMENT, field, word, "1 to " + NAME_LENGTH + " characters, none a control one");
    }
    return word;
  }

  /** A sandbox's name, if one is given. */
  static Optional<String> optionalName(String field, String word) {
    return word.isEmpty() ? Optional.empty() : Optional.of(name(field, word));
  }

  static Cidr cidr(String field, String word) {
    return parsed(SUBNET_INVALID, field, word, Cidr::parse);
  }

  static IpAddress address(String field, String word) {
    return parsed(INVALID_ARGUMENT, field, word, IpAddress::parse);
  }

  public static Optional<IpAddress> optionalAddress(String field, String word) {
    return word.isEmpty() ? Optional.empty() : Optional.of(address(field, word));
  }

  static Optional<String> etag(String word) {
    if (word.length() > SHOWN) {
      throw refusal(INVALID_ARGUMENT, "etag", word, "at most " + SHOWN + " characters");
    }
    return Optional.of(word).filter(etag -> !etag.isEmpty());
  }

  static Rejection refusal(Reason reason, String field, String word, String expected) {
    return new Rejection(reason, field + " is " + quoted(word) + "; expected " + expected);
  }

  static String quoted(String word) {
    String shown = word.length() <= SHOWN ? word : word.substring(0, SHOWN);
    String clean = shown.replaceAll("\\p{Cntrl}", "?");
    return '"'
        + clean
        + (shown.length() < word.length() ? "…\" (" + word.length() + " characters)" : "\"");
  }

  private static <T> T parsed(
      Reason reason, String field, String word, Function<String, T> parser) {
    if (word.length() > ADDRESS_LENGTH) {
      throw refusal(reason, field, word, "at most " + ADDRESS_LENGTH + " characters");
    }
    try {
      return parser.apply(word);
    } catch (IllegalArgumentException e) {
      throw new Rejection(reason, field + ": " + e.getMessage());
    }
  }
}
