package io.netledger.network.rpc;

import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import io.netledger.refusal.Reason;
import io.netledger.refusal.Rejection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Fields that several requests have, from words to values. What is wrong is refused by name. */
final class FieldWords {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** What the kernel takes (dev_valid_name), and no character that is not shown. */
  private static final Pattern INTERFACE = Pattern.compile("[\\x21-\\x7e&&[^/:]]{1,15}");

  private static final int MOST_LABELS = 128;
  private static final int LONGEST_KEY = 256;
  private static final int LONGEST_VALUE = 4_096;
  private static final int MOST_ALIASES = 16;
  private static final int SHOWN = 64;

  private static final Duration USUAL_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private FieldWords() {}

  /** A name to give. */
  static String name(String field, String word) {
    if (!NAME.matcher(word).matches()) {
      throw invalid(
          field + " is " + quoted(word) + "; expected 1 to 128 of [a-zA-Z0-9][a-zA-Z0-9_.-]*");
    }
    return word;
  }

  /** What names a thing that exists: an id, a name or the beginning of an id. */
  static String reference(String field, String word) {
    if (!NAME.matcher(word).matches()) {
      throw invalid(
          field
              + " is "
              + quoted(word)
              + "; expected an id, a name or the beginning of an id, of [a-zA-Z0-9_.-]");
    }
    return word;
  }

  /** An address of one family; empty if the word is. */
  static Optional<IpAddress> address(String field, String word, boolean v4) {
    Optional<IpAddress> address = optional(field, word, IpAddress::parse);
    if (address.isPresent() && address.get().isV4() != v4) {
      throw new Rejection(
          Reason.ADDRESS_OUT_OF_RANGE,
          "%s is %s; expected an IPv%d address".formatted(field, word, v4 ? 4 : 6));
    }
    return address;
  }

  static Optional<Mac> mac(String field, String word) {
    Optional<Mac> mac = optional(field, word, Mac::parse);
    if (mac.isPresent() && !mac.get().isUnicast()) {
      throw invalid(field + " is " + word + "; expected a unicast address");
    }
    return mac;
  }

  /** The value of a word in a notation; empty if the word is. */
  static <T> Optional<T> optional(String field, String word, Function<String, T> notation) {
    try {
      return word.isEmpty() ? Optional.empty() : Optional.of(notation.apply(word));
    } catch (IllegalArgumentException e) {
      throw invalid(field + ": " + e.getMessage());
    }
  }

  static Optional<String> interfaceName(String field, String word) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(givenInterface(field, word));
  }

  static String givenInterface(String field, String word) {
    if (!INTERFACE.matcher(word).matches() || word.equals(".") || word.equals("..")) {
      throw invalid(
          field
              + " is "
              + quoted(word)
              + "; expected 1 to 15 printable characters without '/', ':' and blanks");
    }
    return word;
  }

  /** A name that sandboxes find something by. */
  static String dnsLabel(String field, String word) {
    if (!DNS_LABEL.matcher(word).matches()) {
      throw invalid(
          field + " is " + quoted(word) + "; expected a DNS label of 1 to 63 of [a-z0-9-]");
    }
    return word;
  }

  static List<String> aliases(List<String> words) {
    if (words.size() > MOST_ALIASES) {
      throw invalid("aliases has " + words.size() + " names; expected at most " + MOST_ALIASES);
    }
    Set<String> seen = new HashSet<>();
    for (String alias : words) {
      if (!DNS_LABEL.matcher(alias).matches()) {
        throw invalid("alias " + quoted(alias) + "; expected a DNS label of 1 to 63 of [a-z0-9-]");
      }
      if (!seen.add(alias)) {
        throw invalid("alias " + alias + " is there twice");
      }
    }
    return List.copyOf(words);
  }

  static Map<String, String> labels(Map<String, String> labels) {
    if (labels.size() > MOST_LABELS) {
      throw invalid(labels.size() + " labels; expected at most " + MOST_LABELS);
    }
    labels.forEach((key, value) -> {
      if (key.isEmpty() || key.length() > LONGEST_KEY) {
        throw invalid(
            "label key " + quoted(key) + "; expected 1 to " + LONGEST_KEY + " characters");
      }
      if (value.length() > LONGEST_VALUE) {
        throw invalid(
            "the value of label %s has %d characters; expected at most %d"
                .formatted(quoted(key), value.length(), LONGEST_VALUE));
      }
    });
    return Map.copyOf(labels);
  }

  /**
   * How long the caller wants to wait.
   *
   * @param given the field is there
   */
  static Duration wait(boolean given, com.google.protobuf.Duration wait) {
    if (!given) {
      return USUAL_WAIT;
    }
    long seconds = wait.getSeconds();
    int nanos = wait.getNanos();
    boolean proper = seconds >= 0 && nanos >= 0 && nanos <= 999_999_999;
    // compared in seconds first: a Duration of any number of seconds may not fit in nanoseconds
    if (!proper
        || seconds > LONGEST_WAIT.toSeconds()
        || Duration.ofSeconds(seconds, nanos).compareTo(LONGEST_WAIT) > 0) {
      throw invalid(
          "wait is %d s and %d ns; expected 0 to %d s"
              .formatted(seconds, nanos, LONGEST_WAIT.toSeconds()));
    }
    return Duration.ofSeconds(seconds, nanos);
  }

  static Rejection invalid(String message) {
    return new Rejection(Reason.INVALID_ARGUMENT, message);
  }

  /** A user's word in a message: the whole of it if it is short. */
  static String quoted(String word) {
    return word.length() <= SHOWN
        ? '"' + word + '"'
        : '"' + word.substring(0, SHOWN) + "…\" (" + word.length() + " characters)";
  }
}
