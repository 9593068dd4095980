package io.netledger.agent.plan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a published port speaks; all have their ports at the same place in their header. */
public enum Protocol {
  TCP(6),
  UDP(17),
  SCTP(132);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  /** Its number in an IP header. */
  public int number() {
    return number;
  }

  /** The protocol with that number; empty if it is none of these. */
  public static Optional<Protocol> of(int number) {
    return Arrays.stream(values()).filter(it -> it.number == number).findFirst();
  }

  /** As nft writes it: "tcp". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
