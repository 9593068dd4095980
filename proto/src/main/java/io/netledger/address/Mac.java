package io.netledger.address;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** A MAC-48 address (IEEE 802). Printed in lower case with colons: {@code 02:42:c0:a8:00:02}. */
public final class Mac {

  private static final int OCTETS = 6;
  private static final Pattern NOTATION = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  private final byte[] octets;

  private Mac(byte[] octets) {
    this.octets = octets;
  }

  /**
   * The address that {@code notation} spells, in either case.
   *
   * @throws IllegalArgumentException with the notation and what was expected
   */
  public static Mac parse(String notation) {
    String lower = notation.toLowerCase(Locale.ROOT);
    if (!NOTATION.matcher(lower).matches()) {
      throw new IllegalArgumentException(
          Words.quoted(notation)
              + " is not a MAC address; expected six octets such as 02:42:c0:a8:00:02");
    }
    return new Mac(COLONS.parseHex(lower));
  }

  /**
   * The address of six {@code octets}.
   *
   * @throws IllegalArgumentException if they are not six
   */
  public static Mac of(byte[] octets) {
    if (octets.length != OCTETS) {
      throw new IllegalArgumentException(octets.length + " octets; expected " + OCTETS);
    }
    return new Mac(octets.clone());
  }

  /** Belongs to one interface, not to a group: the lowest bit of the first octet is 0. */
  public boolean isUnicast() {
    return (octets[0] & 1) == 0 && !Arrays.equals(octets, new byte[OCTETS]);
  }

  /** Six octets in the order of sending; a copy. */
  public byte[] octets() {
    return octets.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Mac that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return COLONS.formatHex(octets);
  }
}
