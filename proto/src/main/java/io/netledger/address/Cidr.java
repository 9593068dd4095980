package io.netledger.address;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address with a prefix length (RFC 4632): a subnet, or an address together with the subnet that
 * it lies in.
 *
 * @param address any address of the subnet; {@link #network()} has the one without host bits
 * @param length how many leading bits all addresses of the subnet have in common
 */
public record Cidr(IpAddress address, int length) implements Comparable<Cidr> {

  private static final Pattern NOTATION = Pattern.compile("([^/]*)/([0-9]{1,3})");

  public Cidr {
    if (length < 0 || length > address.bits()) {
      throw new IllegalArgumentException(
          "prefix length " + length + " of " + address + "; expected 0 to " + address.bits());
    }
  }

  /**
   * What {@code notation} spells, e.g. {@code 192.168.0.0/16} or {@code 2001:db8::/64}.
   *
   * @throws IllegalArgumentException with the notation and what was expected
   */
  public static Cidr parse(String notation) {
    Matcher parts = NOTATION.matcher(notation);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          Words.quoted(notation)
              + " is not in CIDR notation; expected one such as 192.168.0.0/16 or 2001:db8::/64");
    }
    return new Cidr(IpAddress.parse(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** The same subnet, spelled with its lowest address. */
  public Cidr network() {
    return new Cidr(first(), length);
  }

  /** The address is not the subnet's lowest. */
  public boolean hasHostBits() {
    return !first().equals(address);
  }

  /** The lowest address of the subnet. */
  public IpAddress first() {
    return IpAddress.of(isV4(), address.value().shiftRight(hostBits()).shiftLeft(hostBits()));
  }

  /** The highest address of the subnet. */
  public IpAddress last() {
    return IpAddress.of(isV4(), first().value().add(size()).subtract(BigInteger.ONE));
  }

  /** How many addresses the subnet has, the first and the last included. */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(hostBits());
  }

  /** The address lies in this subnet and is of its family. */
  public boolean contains(IpAddress other) {
    return isV4() == other.isV4()
        && address.value().shiftRight(hostBits()).equals(other.value().shiftRight(hostBits()));
  }

  /** Every address of the other subnet lies in this one. */
  public boolean contains(Cidr other) {
    return length <= other.length && contains(other.address);
  }

  /** Some address lies in both. */
  public boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  public boolean isV4() {
    return address.isV4();
  }

  /** Numerically by address, the larger subnet first. */
  @Override
  public int compareTo(Cidr other) {
    int byAddress = address.compareTo(other.address);
    return byAddress != 0 ? byAddress : Integer.compare(length, other.length);
  }

  @Override
  public String toString() {
    return address + "/" + length;
  }

  private int hostBits() {
    return address.bits() - length;
  }
}
