package io.netledger.address;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * One IPv4 or IPv6 address. Printed in the canonical form: dotted decimal, or RFC 5952. Ordered
 * numerically, IPv4 before IPv6. An IPv4-mapped IPv6 address ({@code ::ffff:10.0.0.1}) stays an
 * IPv6 address.
 */
public final class IpAddress implements Comparable<IpAddress> {

  /** One whole address and nothing else: no prefix, mask, zone, range, wildcard or short form. */
  static final IPAddressStringParameters LITERAL =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowPrefix(false)
          .allowMask(false)
          .allowWildcardedSeparator(false)
          .getIPv4AddressParametersBuilder()
          .allow_inet_aton(false)
          .allowLeadingZeros(false)
          .allowBinary(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getParentBuilder()
          .toParams();

  /** The library trims blanks, we do not. The longest literal has 45 characters. */
  private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private final byte[] octets;

  private IpAddress(byte[] octets) {
    this.octets = octets;
  }

  /**
   * The address that {@code literal} spells.
   *
   * @throws IllegalArgumentException with the literal and what was expected
   */
  public static IpAddress parse(String literal) {
    if (DIGITS.matcher(literal).matches()) {
      try {
        return new IpAddress(new IPAddressString(literal, LITERAL).toAddress().getBytes());
      } catch (AddressStringException _) {
        // said below, in our words
      }
    }
    throw new IllegalArgumentException(
        Words.quoted(literal)
            + " is not an IP address; expected one such as 192.168.0.7 or 2001:db8::7");
  }

  /**
   * The address of 4 or 16 {@code octets}, the most significant first.
   *
   * @throws IllegalArgumentException if they are neither 4 nor 16
   */
  public static IpAddress of(byte[] octets) {
    if (octets.length != IPv4Address.BYTE_COUNT && octets.length != IPv6Address.BYTE_COUNT) {
      throw new IllegalArgumentException(octets.length + " octets; expected 4 or 16");
    }
    return new IpAddress(octets.clone());
  }

  /**
   * The address with the numerical {@code value} in its family.
   *
   * @throws IllegalArgumentException if the family has no such address
   */
  public static IpAddress of(boolean v4, BigInteger value) {
    int size = v4 ? IPv4Address.BYTE_COUNT : IPv6Address.BYTE_COUNT;
    if (value.signum() < 0 || value.bitLength() > size * Byte.SIZE) {
      throw new IllegalArgumentException(
          value + " is no address; expected " + size * Byte.SIZE + " bits");
    }
    byte[] octets = new byte[size];
    byte[] digits = value.toByteArray();
    int length = Math.min(digits.length, size);
    System.arraycopy(digits, digits.length - length, octets, size - length, length);
    return new IpAddress(octets);
  }

  public boolean isV4() {
    return octets.length == IPv4Address.BYTE_COUNT;
  }

  public boolean isV6() {
    return !isV4();
  }

  /** Length in bits: 32 or 128. */
  public int bits() {
    return octets.length * Byte.SIZE;
  }

  /** The address as a number, never negative. */
  public BigInteger value() {
    return new BigInteger(1, octets);
  }

  /** 4 or 16 octets, the most significant first; a copy. */
  public byte[] octets() {
    return octets.clone();
  }

  @Override
  public int compareTo(IpAddress other) {
    return octets.length == other.octets.length
        ? Arrays.compareUnsigned(octets, other.octets)
        : Integer.compare(octets.length, other.octets.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    IPAddress address = isV4() ? new IPv4Address(octets) : new IPv6Address(octets);
    return address.toCanonicalString();
  }
}
