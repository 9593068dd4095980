package io.netledger.agent.netlink;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads attributes, in any order; unknown ones are left alone, since every kernel may bring new
 * ones.
 */
public final class Attributes {

  private static final int TYPE_MASK = 0x3fff; // without NLA_F_NESTED and NLA_F_NET_BYTEORDER

  private final List<Attribute> all;

  /** One attribute: its type and value. */
  public record Attribute(int type, ByteBuffer value) {

    /** The value as attributes of its own. */
    public Attributes nested() {
      return parse(value, 0);
    }

    public byte[] bytes() {
      byte[] bytes = new byte[value.remaining()];
      value.get(value.position(), bytes);
      return bytes;
    }
  }

  private Attributes(List<Attribute> all) {
    this.all = all;
  }

  static Attributes parse(ByteBuffer bytes, int offset) {
    List<Attribute> all = new ArrayList<>();
    int at = (offset + 3) & ~3;
    while (at + 4 <= bytes.limit()) {
      int length = Short.toUnsignedInt(bytes.getShort(at));
      if (length < 4 || at + length > bytes.limit()) {
        break;
      }
      int type = Short.toUnsignedInt(bytes.getShort(at + 2)) & TYPE_MASK;
      all.add(new Attribute(type, bytes.slice(at + 4, length - 4).order(ByteOrder.nativeOrder())));
      at += (length + 3) & ~3;
    }
    return new Attributes(all);
  }

  public List<Attribute> all() {
    return all;
  }

  public boolean has(int type) {
    return all.stream().anyMatch(attribute -> attribute.type() == type);
  }

  public OptionalInt u8(int type) {
    return find(type, 1)
        .map(a -> OptionalInt.of(a.value().get(0) & 0xff))
        .orElseGet(OptionalInt::empty);
  }

  public OptionalInt u16(int type) {
    return find(type, 2)
        .map(a -> OptionalInt.of(Short.toUnsignedInt(a.value().getShort(0))))
        .orElseGet(OptionalInt::empty);
  }

  public OptionalInt u32(int type) {
    return find(type, 4)
        .map(a -> OptionalInt.of(a.value().getInt(0)))
        .orElseGet(OptionalInt::empty);
  }

  public OptionalInt big32(int type) {
    return find(type, 4)
        .map(a -> OptionalInt.of(a.value().duplicate().order(ByteOrder.BIG_ENDIAN).getInt(0)))
        .orElseGet(OptionalInt::empty);
  }

  /** A number of 64 bits, or 0 if there is none. */
  public long big64(int type) {
    return find(type, 8)
        .map(a -> a.value().duplicate().order(ByteOrder.BIG_ENDIAN).getLong(0))
        .orElse(0L);
  }

  /** Text up to its closing zero byte. */
  public Optional<String> text(int type) {
    return bytes(type)
        .map(bytes -> {
          int length = 0;
          while (length < bytes.length && bytes[length] != 0) {
            length++;
          }
          return new String(bytes, 0, length, StandardCharsets.UTF_8);
        });
  }

  public Optional<byte[]> bytes(int type) {
    return find(type, 0).map(Attribute::bytes);
  }

  /** The attributes within an attribute; none if it is absent. */
  public Attributes nested(int type) {
    return find(type, 0).map(Attribute::nested).orElseGet(() -> new Attributes(List.of()));
  }

  private Optional<Attribute> find(int type, int atLeast) {
    return all.stream()
        .filter(attribute -> attribute.type() == type && attribute.value().limit() >= atLeast)
        .findFirst();
  }
}
