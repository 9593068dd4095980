package io.netledger.agent.netlink.nft;

import java.util.List;

/**
 * What the bytes of a set's key or value mean: nft prints by it, the kernel only cares for the
 * length.
 */
public enum KeyType {
  IPV4_ADDRESS(7, 4),
  IPV6_ADDRESS(8, 16),
  PROTOCOL(12, 1),
  SERVICE(13, 2),
  MARK(19, 4),
  INTERFACE_NAME(41, 16);

  private static final int BITS = 6; // of each type in a concatenation's number

  private final int number;
  private final int length;

  KeyType(int number, int length) {
    this.number = number;
    this.length = length;
  }

  int length() {
    return length;
  }

  /** How nft is told the order of the bytes: 1 is the host's, 2 big-endian, 0 unknown. */
  static int order(List<KeyType> types) {
    if (types.size() != 1) {
      return 0;
    }
    return switch (types.getFirst()) {
      case MARK, INTERFACE_NAME -> 1;
      case IPV4_ADDRESS, IPV6_ADDRESS, PROTOCOL, SERVICE -> 2;
    };
  }

  /** The number that nft gives to one type or to the concatenation of several. */
  static int number(List<KeyType> types) {
    return types.stream().mapToInt(type -> type.number).reduce(0, (all, one) -> all << BITS | one);
  }

  /** Bytes: of the only one, or of all, each filled up to a multiple of four. */
  static int length(List<KeyType> types) {
    return types.size() == 1
        ? types.getFirst().length
        : types.stream().mapToInt(type -> (type.length + 3) & ~3).sum();
  }
}
