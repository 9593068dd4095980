package io.netledger.cli.format;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times and ids as people read them. */
public final class Moment {

  /** Docker's short form of an id. */
  private static final int SHORT = 12;

  private Moment() {}

  /** RFC 3339 in UTC, with as many digits as there are; "" for no time. */
  public static String text(Timestamp time) {
    return time.equals(Timestamp.getDefaultInstance())
        ? ""
        : Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toString();
  }

  /** The first twelve digits of an id, or the whole. */
  public static String shortened(String id, boolean whole) {
    return whole || id.length() <= SHORT ? id : id.substring(0, SHORT);
  }
}
