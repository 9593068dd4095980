package io.netledger.deploy.local.chaos;

import java.util.Arrays;
import java.util.Optional;

/** A process that is killed. */
public enum Victim {
  /** The database server's first process. */
  POSTGRESQL("postgresql"),
  /** Who decides over addresses. */
  IPAM_SERVICE("ipam-service"),
  /** Who decides over networks. */
  NETWORK_SERVICE("network-service"),
  /** Who works on the host's kernel. */
  DRIVER_AGENT("driver-agent"),
  /** Who asks for all that. */
  CLIENT("client");

  private final String word;

  Victim(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  /** The victim that {@code word} means. */
  public static Optional<Victim> of(String word) {
    return Arrays.stream(values()).filter(victim -> victim.word.equals(word)).findFirst();
  }
}
