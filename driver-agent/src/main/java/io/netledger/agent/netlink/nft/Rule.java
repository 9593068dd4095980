package io.netledger.agent.netlink.nft;

import static io.netledger.agent.netlink.nft.Expression.Meta.Field.IIFNAME;
import static io.netledger.agent.netlink.nft.Expression.Meta.Field.L4PROTO;
import static io.netledger.agent.netlink.nft.Expression.Meta.Field.MARK;
import static io.netledger.agent.netlink.nft.Expression.Meta.Field.NFPROTO;
import static io.netledger.agent.netlink.nft.Expression.Meta.Field.OIFNAME;

import io.netledger.agent.netlink.MessageWriter;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rule, read from left to right like {@code nft}'s: conditions, then what to do. Immutable: each
 * method returns a rule with one thing more.
 *
 * @param comment shown by {@code nft} as {@code comment "…"}: up to 127 bytes, empty for none
 */
public record Rule(List<Expression> expressions, String comment) {

  public static final int TCP = 6;
  public static final int UDP = 17;
  private static final int FIRST = 1; // a register of 16 bytes
  private static final int NFTA_RULE_EXPRESSIONS = 4;
  private static final int NFTA_RULE_USERDATA = 7;
  private static final int NFTA_LIST_ELEM = 1;
  private static final int NFTA_EXPR_NAME = 1;
  private static final int NFTA_EXPR_DATA = 2;

  /** Bits of {@code ct state}. */
  public enum State {
    INVALID(1),
    ESTABLISHED(2),
    RELATED(4),
    NEW(8);

    private final int bit;

    State(int bit) {
      this.bit = bit;
    }
  }

  /** Bits of {@code ct status}: IPS_… of the kernel. */
  public enum Status {
    SNAT(1 << 4),
    DNAT(1 << 5);

    private final int bit;

    Status(int bit) {
      this.bit = bit;
    }
  }

  public Rule {
    expressions = List.copyOf(expressions);
  }

  /** No condition yet: every packet. */
  public static Rule any() {
    return new Rule(List.of(), "");
  }

  /** {@code iifname NAME}. */
  public Rule iifname(String name) {
    return meta(IIFNAME, true, Datum.interfaceName(name));
  }

  /** {@code iifname != NAME}. */
  public Rule iifnameNot(String name) {
    return meta(IIFNAME, false, Datum.interfaceName(name));
  }

  /** {@code oifname NAME}. */
  public Rule oifname(String name) {
    return meta(OIFNAME, true, Datum.interfaceName(name));
  }

  /** {@code oifname != NAME}. */
  public Rule oifnameNot(String name) {
    return meta(OIFNAME, false, Datum.interfaceName(name));
  }

  /** {@code iifname @SET}. */
  public Rule iifnameIn(String set) {
    return with(new Expression.Meta(IIFNAME, FIRST), in(set, false));
  }

  /** {@code oifname @SET}. */
  public Rule oifnameIn(String set) {
    return with(new Expression.Meta(OIFNAME, FIRST), in(set, false));
  }

  /** {@code oifname != @SET}. */
  public Rule oifnameNotIn(String set) {
    return with(new Expression.Meta(OIFNAME, FIRST), in(set, true));
  }

  /** {@code iifname . oifname @SET}. */
  public Rule iifnameAndOifnameIn(String set) {
    return with(
        new Expression.Meta(IIFNAME, 8), new Expression.Meta(OIFNAME, 12), in(set, 8, false));
  }

  /** {@code iifname vmap @MAP}: the map decides. */
  public Rule iifnameVerdict(String map) {
    return with(new Expression.Meta(IIFNAME, FIRST), verdict(map));
  }

  /** {@code oifname vmap @MAP}: the map decides. */
  public Rule oifnameVerdict(String map) {
    return with(new Expression.Meta(OIFNAME, FIRST), verdict(map));
  }

  /** {@code meta mark N}. */
  public Rule mark(int mark) {
    return meta(MARK, true, Datum.number(mark));
  }

  /** {@code meta nfproto ipv4} or {@code ipv6}. */
  public Rule family(Family family) {
    return meta(NFPROTO, true, Datum.octet(family.number()));
  }

  /** {@code meta l4proto N}, see {@link #TCP} and {@link #UDP}. */
  public Rule protocol(int protocol) {
    return meta(L4PROTO, true, Datum.octet(protocol));
  }

  /** {@code ip saddr ADDRESS/LENGTH} or {@code ip6 saddr …}. */
  public Rule from(InetAddress address, int length) {
    return address(address, length, true, true);
  }

  /** {@code ip saddr != ADDRESS/LENGTH} or {@code ip6 saddr …}. */
  public Rule notFrom(InetAddress address, int length) {
    return address(address, length, true, false);
  }

  /** {@code ip daddr ADDRESS/LENGTH} or {@code ip6 daddr …}. */
  public Rule to(InetAddress address, int length) {
    return address(address, length, false, true);
  }

  /** {@code ip daddr != ADDRESS/LENGTH} or {@code ip6 daddr …}. */
  public Rule notTo(InetAddress address, int length) {
    return address(address, length, false, false);
  }

  /** {@code ip saddr @SET} or {@code ip6 saddr @SET}. */
  public Rule fromIn(Family family, String set) {
    return family(family).with(Loads.address(family, true, FIRST), in(set, false));
  }

  /** {@code ip daddr @SET} or {@code ip6 daddr @SET}. */
  public Rule toIn(Family family, String set) {
    return family(family).with(Loads.address(family, false, FIRST), in(set, false));
  }

  /** {@code ip daddr . meta l4proto . th dport @SET} or {@code ip6 daddr …}. */
  public Rule toAddressAndPortIn(Family family, String set) {
    return family(family)
        .with(Loads.addressAndPort(family))
        .with(in(set, Loads.CONCATENATION, false));
  }

  /** {@code fib daddr type local}: for an address of this host. */
  public Rule toThisHost() {
    return with(
        new Expression.DestinationKind(FIRST),
        new Expression.Compare(FIRST, true, Datum.number(2))); // RTN_LOCAL
  }

  /** {@code tcp dport PORT} or {@code udp dport PORT}. */
  public Rule destinationPort(int protocol, int port) {
    return protocol(protocol)
        .with(Loads.port(false, FIRST), new Expression.Compare(FIRST, true, Datum.port(port)));
  }

  /** {@code tcp sport PORT} or {@code udp sport PORT}. */
  public Rule sourcePort(int protocol, int port) {
    return protocol(protocol)
        .with(Loads.port(true, FIRST), new Expression.Compare(FIRST, true, Datum.port(port)));
  }

  /** {@code ct state STATE,…}: any of them. */
  public Rule state(State... any) {
    int bits = 0;
    for (State state : any) {
      bits |= state.bit;
    }
    return conntrack(Expression.Conntrack.Key.STATE, bits);
  }

  /** {@code ct status snat,dnat}: any of them. */
  public Rule status(Status... any) {
    int bits = 0;
    for (Status status : any) {
      bits |= status.bit;
    }
    return conntrack(Expression.Conntrack.Key.STATUS, bits);
  }

  /** {@code counter}: counts what comes as far as here. */
  public Rule counter() {
    return with(new Expression.Counter());
  }

  public Rule accept() {
    return decide(new Verdict.Accept());
  }

  public Rule drop() {
    return decide(new Verdict.Drop());
  }

  public Rule jump(String chain) {
    return decide(new Verdict.Jump(chain));
  }

  public Rule decide(Verdict verdict) {
    return with(new Expression.Decide(verdict));
  }

  /** {@code masquerade}. */
  public Rule masquerade() {
    return with(new Expression.Masquerade());
  }

  public Rule comment(String comment) {
    return new Rule(expressions, comment);
  }

  /**
   * With further steps at the end, for what has no method here; see {@link Nats} for address
   * translation.
   */
  public Rule with(Expression... more) {
    List<Expression> all = new ArrayList<>(expressions);
    all.addAll(List.of(more));
    return new Rule(all, comment);
  }

  private Rule meta(Expression.Meta.Field key, boolean equal, Datum value) {
    return with(new Expression.Meta(key, FIRST), new Expression.Compare(FIRST, equal, value));
  }

  private Rule conntrack(Expression.Conntrack.Key key, int bits) {
    Datum mask = Datum.number(bits);
    return with(
        new Expression.Conntrack(key, FIRST),
        new Expression.Mask(FIRST, mask),
        new Expression.Compare(FIRST, false, mask.zeros()));
  }

  private Rule address(InetAddress address, int length, boolean source, boolean equal) {
    Family family = Loads.familyOf(address);
    Datum whole = Datum.address(address);
    Datum mask = whole.mask(length);
    Rule loaded = family(family).with(Loads.address(family, source, FIRST));
    Rule masked =
        length == whole.length() * 8 ? loaded : loaded.with(new Expression.Mask(FIRST, mask));
    return masked.with(new Expression.Compare(FIRST, equal, whole.and(mask)));
  }

  private static Expression in(String set, boolean inverted) {
    return in(set, FIRST, inverted);
  }

  private static Expression in(String set, int register, boolean inverted) {
    return new Expression.Lookup(set, register, Optional.empty(), inverted);
  }

  private static Expression verdict(String map) {
    return new Expression.Lookup(map, FIRST, Optional.of(0), false);
  }

  void encode(MessageWriter writer) {
    writer.nested(
        NFTA_RULE_EXPRESSIONS,
        list -> {
          for (Expression expression : expressions) {
            list.nested(
                NFTA_LIST_ELEM,
                it ->
                    it.text(NFTA_EXPR_NAME, expression.name())
                        .nested(NFTA_EXPR_DATA, expression::encode));
          }
        });
    if (!comment.isEmpty()) {
      writer.bytes(NFTA_RULE_USERDATA, Comment.encode(comment));
    }
  }
}
