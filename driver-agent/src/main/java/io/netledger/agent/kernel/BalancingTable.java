package io.netledger.agent.kernel;

import io.netledger.agent.netlink.nft.Balances;
import io.netledger.agent.netlink.nft.Chain;
import io.netledger.agent.netlink.nft.Datum;
import io.netledger.agent.netlink.nft.Element;
import io.netledger.agent.netlink.nft.Expression;
import io.netledger.agent.netlink.nft.Family;
import io.netledger.agent.netlink.nft.KeyType;
import io.netledger.agent.netlink.nft.NftBatch;
import io.netledger.agent.netlink.nft.NftSet;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netlink.nft.Rule;
import io.netledger.agent.netlink.nft.Table;
import io.netledger.agent.netlink.nft.Verdict;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.BalancedPort;
import io.netledger.agent.plan.Owner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What leads a sandbox to the backends of the services that it may call. Two maps lead from
 * (address, protocol, port) to a chain for each balanced port; that draws a number, and a map leads
 * from the number to the backend. What a packet costs does not grow with the number of services.
 */
final class BalancingTable {

  static final Table TABLE = Table.inet("netledger-services");

  private static final String COMMENT = Owner.MARK + "services";
  private static final String OUTPUT = "output";
  private static final String PREROUTING = "prerouting";
  private static final String POSTROUTING = "postrouting";
  private static final Map<Family, String> BY_FAMILY =
      new TreeMap<>(Map.of(Family.IP, "services4", Family.IP6, "services6"));

  private final List<BalancedPort> ports;
  private final boolean forwards;

  BalancingTable(BalanceServices wanted) {
    this.ports = wanted.ports();
    this.forwards = wanted.forwards();
  }

  static boolean isOurs(NftSocket nft) {
    return nft.table(TABLE).filter(found -> found.comment().equals(COMMENT)).isPresent();
  }

  void build(NftBatch batch, boolean present) {
    if (present) {
      batch.deleteTable(TABLE);
    }
    batch.createTable(TABLE, COMMENT);
    sets().forEach(set -> batch.addSet(TABLE, set));
    chains().forEach(chain -> batch.addChain(TABLE, chain));
    for (int i = 0; i < ports.size(); i++) {
      batch.addChain(TABLE, Chain.regular(chain(i)));
    }
    rules().forEach(it -> batch.addRule(TABLE, it.chain(), it.rule()));
    elements()
        .forEach((set, elements) -> {
          if (!elements.isEmpty()) {
            batch.addElements(TABLE, set, elements);
          }
        });
  }

  /** In each chain the rules, in each set the elements, and no others. */
  boolean stands(NftSocket nft) {
    return isOurs(nft)
        && found(nft).equals(rules().stream().map(it -> it.chain() + it.rule().comment()).toList())
        && new HashSet<>(nft.sets(TABLE)).equals(elements().keySet())
        && elements().entrySet().stream()
            .allMatch(set ->
                new HashSet<>(nft.elements(TABLE, set.getKey()))
                    .equals(new HashSet<>(set.getValue())));
  }

  private static List<String> found(NftSocket nft) {
    return nft.rules(TABLE).stream().map(it -> it.chain() + it.comment()).toList();
  }

  private static String chain(int port) {
    return "port" + port;
  }

  private static String backends(int port) {
    return "backends" + port;
  }

  private static Family family(BalancedPort port) {
    return port.address().isV4() ? Family.IP : Family.IP6;
  }

  private static KeyType addressType(Family family) {
    return family == Family.IP ? KeyType.IPV4_ADDRESS : KeyType.IPV6_ADDRESS;
  }

  private List<NftSet> sets() {
    List<NftSet> sets = new ArrayList<>();
    BY_FAMILY.forEach((family, name) ->
        sets.add(NftSet.verdicts(name, addressType(family), KeyType.PROTOCOL, KeyType.SERVICE)));
    for (int i = 0; i < ports.size(); i++) {
      sets.add(
          NftSet.map(
              backends(i),
              List.of(KeyType.MARK),
              List.of(addressType(family(ports.get(i))), KeyType.SERVICE)));
    }
    return sets;
  }

  private List<Chain> chains() {
    List<Chain> chains = new ArrayList<>();
    chains.add(Chain.base(OUTPUT, Chain.Type.NAT, Chain.Hook.OUTPUT, Chain.Base.DSTNAT));
    if (forwards) {
      chains.add(Chain.base(PREROUTING, Chain.Type.NAT, Chain.Hook.PREROUTING, Chain.Base.DSTNAT));
      chains.add(
          Chain.base(POSTROUTING, Chain.Type.NAT, Chain.Hook.POSTROUTING, Chain.Base.SRCNAT));
    }
    return chains;
  }

  private static List<FirewallTable.Placed> led(String chain) {
    List<FirewallTable.Placed> rules = new ArrayList<>();
    BY_FAMILY.forEach((family, map) ->
        rules.add(
            FirewallTable.Placed.in(
                chain,
                "services, " + family,
                Rule.any().family(family).with(Balances.byAddressAndPort(family, map)))));
    return rules;
  }

  private List<FirewallTable.Placed> rules() {
    List<FirewallTable.Placed> rules = new ArrayList<>();
    rules.addAll(led(OUTPUT));
    if (forwards) {
      rules.addAll(led(PREROUTING));
      rules.add(
          FirewallTable.Placed.in(
              POSTROUTING,
              "answers come back here",
              Rule.any().status(Rule.Status.DNAT).masquerade()));
    }
    for (int i = 0; i < ports.size(); i++) {
      BalancedPort port = ports.get(i);
      rules.add(
          FirewallTable.Placed.in(
              chain(i),
              "one of %d, %s".formatted(port.backends().size(), port.balancing()),
              Rule.any().with(draw(port)).with(Balances.dnatByNumber(family(port), backends(i)))));
    }
    return rules;
  }

  private static Expression[] draw(BalancedPort port) {
    int many = port.backends().size();
    return switch (port.balancing()) {
      case ROUND_ROBIN -> Balances.next(many);
      case RANDOM -> Balances.any(many);
      case SOURCE_HASH -> Balances.bySource(family(port), many);
    };
  }

  private Map<String, List<Element>> elements() {
    Map<String, List<Element>> elements = new TreeMap<>();
    BY_FAMILY.values().forEach(name -> elements.put(name, new ArrayList<>()));
    for (int i = 0; i < ports.size(); i++) {
      BalancedPort port = ports.get(i);
      elements
          .getOrDefault(BY_FAMILY.get(family(port)), new ArrayList<>())
          .add(
              Element.of(
                  FirewallElements.key(port.address(), port.protocol(), port.port()),
                  new Verdict.Goto(chain(i))));
      List<Element> numbered = new ArrayList<>();
      for (int number = 0; number < port.backends().size(); number++) {
        numbered.add(
            Element.of(
                Datum.number(number),
                Datum.concatenation(
                    FirewallElements.address(port.backends().get(number)),
                    Datum.port(port.target()))));
      }
      elements.put(backends(i), numbered);
    }
    return elements;
  }
}
