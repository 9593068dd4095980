package io.netledger.deploy.local.chaos;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is killed. */
public enum Victim {
  /** The database server's first process. */
  POSTGRESQL("postgresql"),
  /** Who decides over addresses: one replica. */
  IPAM_SERVICE("ipam-service"),
  /** Who decides over networks: one replica. */
  NETWORK_SERVICE("network-service"),
  /** Who works on a host's kernel: one host's. */
  DRIVER_AGENT("driver-agent"),
  /** Who asks for all that. */
  CLIENT("client"),
  /** The last host's wire to the others: it is cut, and its agent hears and says nothing. */
  WIRE("wire"),
  /** The last host's power. */
  POWER("power"),
  /** The agents' streams: all the time they are late and break by themselves. */
  STREAMS("streams");

  private final String word;

  Victim(String word) {
    this.word = word;
  }

  /** As users write it. */
  public String word() {
    return word;
  }

  /** Whether more than a process is lost, so that it takes several hosts to see what remains. */
  boolean needsOtherHosts() {
    return this == WIRE || this == POWER || this == STREAMS;
  }

  /** Those that there can be with so many hosts. */
  public static List<Victim> among(int hosts) {
    return Arrays.stream(values())
        .filter(victim -> hosts >= World.MANY || !victim.needsOtherHosts())
        .toList();
  }

  /** The victim that {@code word} means. */
  public static Optional<Victim> of(String word) {
    return Arrays.stream(values()).filter(victim -> victim.word.equals(word)).findFirst();
  }
}
