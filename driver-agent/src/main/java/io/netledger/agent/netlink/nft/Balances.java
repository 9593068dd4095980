package io.netledger.agent.netlink.nft;

import java.util.Optional;
import java.util.stream.Stream;

/** The steps of rules that choose one of several receivers. */
public final class Balances {

  private static final int NUMBER = Loads.CONCATENATION;

  /** Any, but the same everywhere: one caller gets one backend, whichever host leads it there. */
  private static final int SEED = 0x6e6c6467;

  private Balances() {}

  /**
   * {@code ip daddr . meta l4proto . th dport vmap @MAP}, or {@code ip6 daddr …}: the map decides.
   *
   * @param family {@link Family#IP} or {@link Family#IP6}
   */
  public static Expression[] byAddressAndPort(Family family, String map) {
    return Stream.concat(
            Stream.of(Loads.addressAndPort(family)),
            Stream.of(new Expression.Lookup(map, Loads.CONCATENATION, Optional.of(0), false)))
        .toArray(Expression[]::new);
  }

  /** {@code numgen inc mod N}. */
  public static Expression[] next(int many) {
    return new Expression[] {new Expression.Draw(false, many, NUMBER)};
  }

  /** {@code numgen random mod N}. */
  public static Expression[] any(int many) {
    return new Expression[] {new Expression.Draw(true, many, NUMBER)};
  }

  /** {@code jhash ip saddr mod N}, or {@code ip6 saddr}. */
  public static Expression[] bySource(Family family, int many) {
    return new Expression[] {
      Loads.address(family, true, NUMBER),
      new Expression.Hash(NUMBER, Loads.octets(family), many, SEED, NUMBER)
    };
  }

  /** {@code dnat to … map @MAP}: by the number that was drawn to an address and a port. */
  public static Expression[] dnatByNumber(Family family, String map) {
    return new Expression[] {
      new Expression.Lookup(map, NUMBER, Optional.of(NUMBER), false),
      new Expression.Nat(false, family, NUMBER, Loads.behindAddress(family))
    };
  }
}
