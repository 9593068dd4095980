package io.netledger.agent.netlink.nft;

import java.net.InetAddress;
import java.util.Optional;
import java.util.stream.Stream;

/** The last steps of rules that change addresses. */
public final class Nats {

  private static final int ADDRESS = 8; // four bytes or, with the next three registers, sixteen
  private static final int PORT = 12;

  private Nats() {}

  /** {@code dnat to ADDRESS}. */
  public static Expression[] dnat(InetAddress to) {
    return nat(false, to);
  }

  /** {@code snat to ADDRESS}. */
  public static Expression[] snat(InetAddress to) {
    return nat(true, to);
  }

  /** {@code dnat to ADDRESS:PORT}. */
  public static Expression[] dnat(InetAddress to, int port) {
    return new Expression[] {
      new Expression.Constant(ADDRESS, Datum.address(to)),
      new Expression.Constant(PORT, Datum.port(port)),
      new Expression.Nat(false, Loads.familyOf(to), ADDRESS, PORT)
    };
  }

  /**
   * {@code dnat to meta l4proto . th dport map @MAP}: by a map from protocol and port to address
   * and port. A packet that the map does not know goes on with the next rule.
   *
   * @param family {@link Family#IP} or {@link Family#IP6}
   */
  public static Expression[] dnatByProtocolAndPort(Family family, String map) {
    int portOf = ADDRESS + (family == Family.IP ? 1 : 4);
    return new Expression[] {
      new Expression.Meta(Expression.Meta.Field.L4PROTO, ADDRESS),
      Loads.port(false, ADDRESS + 1),
      new Expression.Lookup(map, ADDRESS, Optional.of(ADDRESS), false),
      new Expression.Nat(false, family, ADDRESS, portOf)
    };
  }

  /**
   * {@code dnat to ip daddr . meta l4proto . th dport map @MAP}, or {@code ip6 daddr …}: by a map
   * to address and port. A packet that the map does not know goes on with the next rule.
   *
   * @param family {@link Family#IP} or {@link Family#IP6}
   */
  public static Expression[] dnatByAddressAndPort(Family family, String map) {
    return mapped(Loads.addressAndPort(family), family, map);
  }

  /** The same, but looks for an address of zeros. */
  public static Expression[] dnatByPortAlone(Family family, String map) {
    return mapped(Loads.portAlone(family), family, map);
  }

  private static Expression[] mapped(Expression[] key, Family family, String map) {
    int start = Loads.CONCATENATION;
    return Stream.concat(
            Stream.of(key),
            Stream.of(
                new Expression.Lookup(map, start, Optional.of(start), false),
                new Expression.Nat(false, family, start, Loads.behindAddress(family))))
        .toArray(Expression[]::new);
  }

  private static Expression[] nat(boolean source, InetAddress to) {
    return new Expression[] {
      new Expression.Constant(ADDRESS, Datum.address(to)),
      new Expression.Nat(source, Loads.familyOf(to), ADDRESS, 0)
    };
  }
}
