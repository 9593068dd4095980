package io.netledger.cli.sandbox;

import io.netledger.cli.session.Failure;
import io.netledger.proto.network.v1.SandboxMode;
import java.util.List;

/**
 * What {@code --network} says, as in Docker: networks, or one word for whose network stack it is.
 *
 * @param donor the sandbox whose network stack it is; empty: none
 * @param networks to connect the sandbox to, in this order
 */
public record NetworkWords(SandboxMode mode, String donor, List<String> networks) {

  private static final String HOST = "host";
  private static final String NONE = "none";
  private static final String CONTAINER = "container:";

  /**
   * Reads the words.
   *
   * @param usual the networks if there are no words
   */
  public static NetworkWords of(List<String> words, List<String> usual) {
    if (words.isEmpty()) {
      return on(usual);
    }
    if (words.size() == 1) {
      return one(words.getFirst());
    }
    words.stream()
        .filter(word -> word.equals(HOST) || word.equals(NONE) || word.startsWith(CONTAINER))
        .findFirst()
        .ifPresent(word -> {
          throw Failure.usage(
              "--network "
                  + word
                  + ": conflicting options: cannot attach both user-defined and non-user-defined"
                  + " network-modes. A sandbox with it is on no other network.");
        });
    return on(words);
  }

  private static NetworkWords one(String word) {
    if (word.startsWith(CONTAINER)) {
      return shared(word);
    }
    return switch (word) {
      case HOST -> new NetworkWords(SandboxMode.SANDBOX_MODE_HOST, "", List.of());
      case NONE -> new NetworkWords(SandboxMode.SANDBOX_MODE_NONE, "", List.of());
      default -> on(List.of(word));
    };
  }

  private static NetworkWords on(List<String> networks) {
    return new NetworkWords(SandboxMode.SANDBOX_MODE_OWN, "", List.copyOf(networks));
  }

  private static NetworkWords shared(String word) {
    String donor = word.substring(CONTAINER.length());
    if (donor.isEmpty()) {
      throw Failure.usage(
          "--network container: invalid container format container:<name|id>: no sandbox is named");
    }
    return new NetworkWords(SandboxMode.SANDBOX_MODE_CONTAINER, donor, List.of());
  }
}
