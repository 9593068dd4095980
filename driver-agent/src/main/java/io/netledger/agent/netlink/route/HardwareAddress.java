package io.netledger.agent.netlink.route;

import java.util.HexFormat;

/**
 * An Ethernet (MAC) address.
 *
 * @param bits the six bytes as a number, the first byte highest
 */
public record HardwareAddress(long bits) {

  static final int LENGTH = 6;

  private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

  public HardwareAddress {
    if (bits >>> 48 != 0) {
      throw new IllegalArgumentException(Long.toHexString(bits) + " has more than 48 bits");
    }
  }

  /** From {@code 02:42:c0:00:02:07}. */
  public static HardwareAddress parse(String text) {
    return of(COLONS.parseHex(text));
  }

  public static HardwareAddress of(byte[] bytes) {
    if (bytes.length != 6) {
      throw new IllegalArgumentException("a hardware address has 6 bytes, not " + bytes.length);
    }
    long bits = 0;
    for (byte b : bytes) {
      bits = bits << 8 | (b & 0xff);
    }
    return new HardwareAddress(bits);
  }

  public byte[] bytes() {
    byte[] bytes = new byte[6];
    for (int i = 0; i < 6; i++) {
      bytes[i] = (byte) (bits >>> (40 - 8 * i));
    }
    return bytes;
  }

  @Override
  public String toString() {
    return COLONS.formatHex(bytes());
  }
}
