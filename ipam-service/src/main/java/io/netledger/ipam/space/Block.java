package io.netledger.ipam.space;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.ipam.space.SpaceEvent.SubnetReserved;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Default pools of one size, side by side.
 *
 * @param base what is cut
 * @param length prefix length of each piece
 */
public record Block(Cidr base, int length) {

  private static final Pattern NOTATION = Pattern.compile("(.*/\\d{1,3}):(\\d{1,3})");

  public Block {
    if (base.hasHostBits()) {
      throw new IllegalArgumentException(
          "default pool " + base + " has host bits set; expected " + base.network());
    }
    if (length < base.length() || length > base.address().bits()) {
      throw new IllegalArgumentException(
          "default pools of /" + length + " do not fit into " + base);
    }
  }

  /**
   * What {@code notation} spells: the base, then the length of the pieces; without a length the
   * base is one piece.
   *
   * @throws IllegalArgumentException with the notation and what was expected
   */
  static Block parse(String notation) {
    Matcher parts = NOTATION.matcher(notation);
    if (parts.matches()) {
      return new Block(Cidr.parse(parts.group(1)), Integer.parseInt(parts.group(2)));
    }
    Cidr base = Cidr.parse(notation);
    return new Block(base, base.length());
  }

  /** The first piece from number {@code from} on that overlaps nothing. */
  Optional<Cidr> firstFree(Space space, BigInteger from) {
    return search(space, from, _ -> {});
  }

  /** Tells every pool that is in the way, until a piece is free. */
  void walk(Space space, Consumer<SubnetReserved> inTheWay) {
    search(space, BigInteger.ZERO, inTheWay).ifPresent(_ -> {});
  }

  /** The number of the piece behind {@code subnet}, which lies in the base. */
  BigInteger indexAfter(Cidr subnet) {
    return subnet
        .last()
        .value()
        .subtract(base.first().value())
        .shiftRight(shift())
        .add(BigInteger.ONE);
  }

  String described() {
    return base.length() == length ? base.toString() : base + " in pieces of /" + length;
  }

  @Override
  public String toString() {
    return base + ":" + length;
  }

  private Optional<Cidr> search(Space space, BigInteger from, Consumer<SubnetReserved> inTheWay) {
    BigInteger count = BigInteger.ONE.shiftLeft(length - base.length());
    BigInteger index = from;
    while (index.compareTo(count) < 0) {
      Cidr piece = piece(index);
      Optional<SubnetReserved> taken = space.overlapping(piece).findFirst();
      if (taken.isEmpty()) {
        return Optional.of(piece);
      }
      inTheWay.accept(taken.get());
      Cidr subnet = taken.get().subnet();
      // A subnet that reaches beyond this piece hides the next ones too: jump over it.
      index = base.contains(subnet) ? indexAfter(subnet) : count;
    }
    return Optional.empty();
  }

  private Cidr piece(BigInteger index) {
    BigInteger first = base.first().value().add(index.shiftLeft(shift()));
    return new Cidr(IpAddress.of(base.isV4(), first), length);
  }

  private int shift() {
    return base.address().bits() - length;
  }
}
