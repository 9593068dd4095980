package io.netledger.network.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Ids of what is made for a service on hosts, so that nobody has to draw them beforehand. */
public final class DerivedId {

  private DerivedId() {}

  /**
   * 64 hexadecimal digits.
   *
   * @param kind of the thing
   * @param at makes the id another one when a host comes again
   */
  public static String of(String kind, String serviceId, String host, Instant at) {
    String words = "%s %s %s %s".formatted(kind, serviceId, host, at);
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
