package io.netledger.agent.kernel;

import io.netledger.address.IpAddress;
import io.netledger.agent.netlink.nft.Chain;
import io.netledger.agent.netlink.nft.Datum;
import io.netledger.agent.netlink.nft.Expression;
import io.netledger.agent.netlink.nft.Family;
import io.netledger.agent.netlink.nft.KeyType;
import io.netledger.agent.netlink.nft.Nats;
import io.netledger.agent.netlink.nft.NftSet;
import io.netledger.agent.netlink.nft.Rule;
import io.netledger.agent.netlink.nft.Table;
import io.netledger.agent.plan.FirewallSet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent's one nf_tables table is made of. Its rules never change: they decide by sets and
 * maps, so networks and published ports come and go with elements.
 */
final class FirewallTable {

  static final Table TABLE = Table.inet("netledger");

  private static final int RAW = -300; // priority: before connections are tracked
  private static final String GUARD = "guard";
  private static final String PREROUTING = "prerouting";
  private static final String OUTPUT = "output";
  private static final String FORWARD = "forward";
  private static final String POSTROUTING = "postrouting";
  private static final String PUBLISHED_V4 = "published4";
  private static final String PUBLISHED_V6 = "published6";
  private static final String OPENED_V4 = "opened4";
  private static final String OPENED_V6 = "opened6";

  private static final InetAddress LOOPBACK_V4 = address("127.0.0.0");
  private static final int LOOPBACK_V4_LENGTH = 8;
  private static final InetAddress LOOPBACK_V6 = address("::1");

  static final List<Chain> CHAINS =
      List.of(
          Chain.base(GUARD, Chain.Type.FILTER, Chain.Hook.PREROUTING, RAW),
          Chain.base(PREROUTING, Chain.Type.NAT, Chain.Hook.PREROUTING, Chain.Base.DSTNAT),
          Chain.base(OUTPUT, Chain.Type.NAT, Chain.Hook.OUTPUT, Chain.Base.DSTNAT),
          Chain.base(FORWARD, Chain.Type.FILTER, Chain.Hook.FORWARD, Chain.Base.FILTER),
          Chain.base(POSTROUTING, Chain.Type.NAT, Chain.Hook.POSTROUTING, Chain.Base.SRCNAT));

  static final List<NftSet> SETS = sets();

  static final List<Placed> RULES = rules();

  private FirewallTable() {}

  /** A rule and the chain it is in; its comment is its own in the table. */
  record Placed(String chain, Rule rule) {

    static Placed in(String chain, String why, Rule rule) {
      return new Placed(chain, rule.comment(why));
    }
  }

  private static List<NftSet> sets() {
    List<NftSet> sets = new ArrayList<>();
    for (FirewallSet set : FirewallSet.values()) {
      sets.add(
          set.isOfPairs()
              ? NftSet.set(set.nft(), KeyType.INTERFACE_NAME, KeyType.INTERFACE_NAME)
              : NftSet.set(set.nft(), KeyType.INTERFACE_NAME));
    }
    for (KeyType address : List.of(KeyType.IPV4_ADDRESS, KeyType.IPV6_ADDRESS)) {
      boolean v4 = address == KeyType.IPV4_ADDRESS;
      List<KeyType> key = List.of(address, KeyType.PROTOCOL, KeyType.SERVICE);
      sets.add(
          NftSet.map(v4 ? PUBLISHED_V4 : PUBLISHED_V6, key, List.of(address, KeyType.SERVICE)));
      sets.add(NftSet.set(v4 ? OPENED_V4 : OPENED_V6, key.toArray(KeyType[]::new)));
    }
    return List.copyOf(sets);
  }

  private static List<Placed> rules() {
    List<Placed> rules = new ArrayList<>();
    rules.addAll(guard());
    rules.addAll(loopback());
    rules.addAll(publish(PREROUTING));
    rules.addAll(publish(OUTPUT));
    rules.addAll(forward());
    rules.addAll(postrouting());
    return List.copyOf(rules);
  }

  /**
   * A bridge with published ports has route_localnet, so that the host reaches them by 127.0.0.1.
   * That alone would let sandboxes reach what the host keeps for itself at 127/8, and speak with
   * such an address (CVE-2020-8558). Every packet passes here, so the cheap comparison comes first.
   */
  private static List<Placed> guard() {
    return List.of(
        Placed.in(
            GUARD,
            "no sandbox reaches the host's loopback",
            Rule.any().to(LOOPBACK_V4, LOOPBACK_V4_LENGTH).iifnameIn("bridges").drop()),
        Placed.in(
            GUARD,
            "no sandbox speaks as the host's loopback",
            Rule.any().from(LOOPBACK_V4, LOOPBACK_V4_LENGTH).iifnameIn("bridges").drop()));
  }

  /** By the address itself first, then as any address of the host. */
  private static List<Placed> publish(String chain) {
    return List.of(
        published(chain, Family.IP, PUBLISHED_V4),
        publishedAnywhere(chain, Family.IP, PUBLISHED_V4),
        published(chain, Family.IP6, PUBLISHED_V6),
        publishedAnywhere(chain, Family.IP6, PUBLISHED_V6));
  }

  /**
   * What comes from a wire for 127.0.0.1 would become harmless by a new address and be let in; the
   * host's own packets have theirs changed in OUTPUT. Answers to ::1 never come back: the kernel
   * takes that address on lo only (rt6_need_strict, net/ipv6/route.c), so it is not changed at all.
   */
  private static List<Placed> loopback() {
    return List.of(
        Placed.in(
            PREROUTING,
            "loopback is the host's own",
            Rule.any().to(LOOPBACK_V4, LOOPBACK_V4_LENGTH).accept()),
        loopbackV6(PREROUTING),
        loopbackV6(OUTPUT));
  }

  private static Placed loopbackV6(String chain) {
    int length = LOOPBACK_V6.getAddress().length * 8;
    return Placed.in(
        chain, "loopback is the host's own, IPv6", Rule.any().to(LOOPBACK_V6, length).accept());
  }

  private static Placed published(String chain, Family family, String map) {
    return Placed.in(
        chain,
        "published at one address, " + family,
        Rule.any().family(family).with(Nats.dnatByAddressAndPort(family, map)));
  }

  private static Placed publishedAnywhere(String chain, Family family, String map) {
    return Placed.in(
        chain,
        "published at every address, " + family,
        Rule.any().family(family).toThisHost().with(Nats.dnatByPortAlone(family, map)));
  }

  private static List<Placed> forward() {
    return List.of(
        Placed.in(FORWARD, "within a bridge", Rule.any().iifnameAndOifnameIn("talking").accept()),
        Placed.in(
            FORWARD,
            "within a bridge without icc",
            Rule.any().iifnameAndOifnameIn("within").drop()),
        Placed.in(
            FORWARD, "nothing leaves an internal network", Rule.any().iifnameIn("internal").drop()),
        Placed.in(
            FORWARD, "nothing enters an internal network", Rule.any().oifnameIn("internal").drop()),
        Placed.in(
            FORWARD,
            "answers",
            Rule.any()
                .oifnameIn("bridges")
                .state(Rule.State.ESTABLISHED, Rule.State.RELATED)
                .accept()),
        Placed.in(
            FORWARD,
            "published ports",
            Rule.any().oifnameIn("bridges").status(Rule.Status.DNAT).accept()),
        Placed.in(
            FORWARD,
            "opened ports",
            Rule.any().oifnameIn("bridges").toAddressAndPortIn(Family.IP, OPENED_V4).accept()),
        Placed.in(
            FORWARD,
            "opened ports, IPv6",
            Rule.any().oifnameIn("bridges").toAddressAndPortIn(Family.IP6, OPENED_V6).accept()),
        Placed.in(
            FORWARD, "networks are closed to others", Rule.any().oifnameIn("bridges").drop()));
  }

  /**
   * Who calls a published port from the port's own bridge must be answered by way of the host: else
   * the answer has an address that nobody has called. If bridges hand their packets to the firewall
   * (br_netfilter), such a packet is never routed and comes here without interface of entry; so do
   * packets of the host itself, whose 127.0.0.1 would mean nothing to a sandbox.
   */
  private static List<Placed> postrouting() {
    return List.of(
        Placed.in(
            POSTROUTING,
            "leave with the host's address",
            masqueraded(Family.IP, FirewallSet.MASQUERADED_V4)),
        Placed.in(
            POSTROUTING,
            "leave with the host's address, IPv6",
            masqueraded(Family.IP6, FirewallSet.MASQUERADED_V6)),
        Placed.in(
            POSTROUTING,
            "published ports called from their own bridge",
            Rule.any().iifnameAndOifnameIn("within").status(Rule.Status.DNAT).masquerade()),
        Placed.in(
            POSTROUTING,
            "published ports called by the host, or from their own bridge unrouted",
            fromNoInterface().oifnameIn("bridges").status(Rule.Status.DNAT).masquerade()));
  }

  /** {@code iif 0}. */
  private static Rule fromNoInterface() {
    return Rule.any()
        .with(
            new Expression.Meta(Expression.Meta.Field.IIF, 1),
            new Expression.Compare(1, true, Datum.number(0)));
  }

  private static Rule masqueraded(Family family, FirewallSet bridges) {
    return Rule.any().family(family).iifnameIn(bridges.nft()).oifnameNotIn("bridges").masquerade();
  }

  static List<String> chainNames() {
    return CHAINS.stream().map(Chain::name).toList();
  }

  static List<String> setNames() {
    return SETS.stream().map(NftSet::name).toList();
  }

  private static InetAddress address(String literal) {
    return Prefixes.inet(IpAddress.parse(literal));
  }
}
