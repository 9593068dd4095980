package io.netledger.agent.netlink.nft;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes as they stand in nf_tables' registers, sets and maps. Network order for what comes from
 * packets, host order for the kernel's own numbers (marks, conntrack bits).
 */
public final class Datum {

  private static final int IFNAMSIZ = 16;

  private final byte[] bytes;

  private Datum(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Datum of(byte... bytes) {
    return new Datum(bytes.clone());
  }

  /** An interface name: 16 bytes, filled up with zeros. */
  public static Datum interfaceName(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length >= IFNAMSIZ) {
      throw new IllegalArgumentException("\"" + name + "\": an interface name has 1 to 15 bytes");
    }
    return new Datum(Arrays.copyOf(bytes, IFNAMSIZ));
  }

  /** 4 or 16 bytes. */
  public static Datum address(InetAddress address) {
    return new Datum(address.getAddress());
  }

  /** A TCP or UDP port: 2 bytes. */
  public static Datum port(int port) {
    if (port < 0 || port > 0xffff) {
      throw new IllegalArgumentException(port + " is no port: 0 to 65535 expected");
    }
    return of((byte) (port >>> 8), (byte) port);
  }

  /** One byte, e.g. a protocol's number: 6 is TCP, 17 UDP. */
  public static Datum octet(int value) {
    return of((byte) value);
  }

  /** A number of the kernel's own: 4 bytes in host order. */
  public static Datum number(int value) {
    return new Datum(ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array());
  }

  /**
   * Several values as one key or value ({@code a . b}): each begins at a multiple of four bytes.
   */
  public static Datum concatenation(Datum... parts) {
    int length = Arrays.stream(parts).mapToInt(Datum::padded).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    for (Datum part : parts) {
      int start = all.position();
      all.put(part.bytes).position(start + part.padded());
    }
    return new Datum(all.array());
  }

  /** The first {@code length} bits set, as a mask over as many bytes as this has. */
  Datum mask(int length) {
    byte[] mask = new byte[bytes.length];
    for (int bit = 0; bit < length; bit++) {
      mask[bit / 8] |= (byte) (0x80 >>> (bit % 8));
    }
    return new Datum(mask);
  }

  Datum and(Datum mask) {
    byte[] result = bytes.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] &= mask.bytes[i];
    }
    return new Datum(result);
  }

  Datum zeros() {
    return new Datum(new byte[bytes.length]);
  }

  private int padded() {
    return (bytes.length + 3) & ~3;
  }

  public int length() {
    return bytes.length;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Datum datum && Arrays.equals(bytes, datum.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Hexadecimal digits. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }
}
