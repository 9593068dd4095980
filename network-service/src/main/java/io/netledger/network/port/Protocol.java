package io.netledger.network.port;

import java.util.Locale;

/** What a published port speaks. */
public enum Protocol {
  TCP,
  UDP,
  SCTP;

  /** As it is stored: "tcp". */
  public static Protocol parse(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** As users write it: "tcp". */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
