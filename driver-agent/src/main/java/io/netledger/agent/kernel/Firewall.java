package io.netledger.agent.kernel;

import static java.util.stream.Collectors.groupingBy;

import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.Chain;
import io.netledger.agent.netlink.nft.Datum;
import io.netledger.agent.netlink.nft.Element;
import io.netledger.agent.netlink.nft.KeyType;
import io.netledger.agent.netlink.nft.NftBatch;
import io.netledger.agent.netlink.nft.NftSet;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netlink.nft.Rule;
import io.netledger.agent.netlink.nft.Table;
import io.netledger.agent.plan.Change.AddToSet;
import io.netledger.agent.plan.FirewallSet;
import io.netledger.agent.plan.Owner;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The agent's one nf_tables table. Its rules never change: they decide by sets of bridges, so a
 * network comes and goes with a few elements in one atomic batch.
 */
final class Firewall {

  static final Table TABLE = Table.inet("netledger");

  private static final String COMMENT = Owner.MARK + "firewall";
  private static final String FORWARD = "forward";
  private static final String POSTROUTING = "postrouting";

  /** A rule and the chain it is in. */
  private record Placed(String chain, Rule rule) {}

  private static final List<Placed> RULES =
      List.of(
          forward("within a bridge", Rule.any().iifnameAndOifnameIn("talking").accept()),
          forward("nothing leaves an internal network", Rule.any().iifnameIn("internal").drop()),
          forward("nothing enters an internal network", Rule.any().oifnameIn("internal").drop()),
          forward(
              "answers",
              Rule.any()
                  .oifnameIn("bridges")
                  .state(Rule.State.ESTABLISHED, Rule.State.RELATED)
                  .accept()),
          forward("networks are closed to others", Rule.any().oifnameIn("bridges").drop()),
          new Placed(
              POSTROUTING,
              Rule.any()
                  .iifnameIn("masqueraded")
                  .oifnameNotIn("bridges")
                  .masquerade()
                  .comment("leave with the host's address")));

  private final NftSocket nft;

  Firewall(NftSocket nft) {
    this.nft = nft;
  }

  private static Placed forward(String why, Rule rule) {
    return new Placed(FORWARD, rule.comment(why));
  }

  /** What stands in the kernel: whether the rules are as they should be, and the sets' elements. */
  record View(boolean present, boolean intact, Set<AddToSet> elements) {}

  /** What is there of ours: nothing, if the table of our name is another's. */
  View look() {
    var found = nft.table(TABLE);
    if (found.isEmpty() || !found.get().comment().equals(COMMENT)) {
      return new View(false, false, Set.of());
    }
    Set<String> sets = new HashSet<>(nft.sets(TABLE));
    Set<AddToSet> elements = new HashSet<>();
    boolean intact = rulesAsPlanned() && chainsAsPlanned();
    for (FirewallSet set : FirewallSet.values()) {
      if (sets.contains(set.nft())) {
        nft.elements(TABLE, set.nft())
            .forEach(element -> elements.add(new AddToSet(set, bridgeOf(element))));
      } else {
        intact = false;
      }
    }
    return new View(true, intact, Set.copyOf(elements));
  }

  private boolean rulesAsPlanned() {
    List<String> planned = RULES.stream().map(it -> it.chain + ": " + it.rule.comment()).toList();
    List<String> found =
        nft.rules(TABLE).stream().map(rule -> rule.chain() + ": " + rule.comment()).toList();
    return planned.equals(found);
  }

  private boolean chainsAsPlanned() {
    return Set.of(FORWARD, POSTROUTING).equals(new HashSet<>(nft.chains(TABLE)));
  }

  /** Makes the table if it is missing or spoiled, with the elements it had, and adds elements. */
  void add(boolean whole, Collection<AddToSet> elements) {
    if (whole) {
      View view = look();
      if (!view.present() && nft.table(TABLE).isPresent()) {
        throw new KernelRefusal("table " + TABLE + " is there already and not ours");
      }
      if (!view.intact()) {
        Set<AddToSet> all = new HashSet<>(view.elements());
        all.addAll(elements);
        nft.apply(batch -> build(batch, view.present(), all));
        return;
      }
    }
    nft.apply(batch -> addElements(batch, elements));
  }

  private static void build(NftBatch batch, boolean present, Collection<AddToSet> elements) {
    if (present) {
      batch.deleteTable(TABLE);
    }
    batch.createTable(TABLE, COMMENT);
    for (FirewallSet set : FirewallSet.values()) {
      batch.addSet(
          TABLE,
          set == FirewallSet.TALKING
              ? NftSet.set(set.nft(), KeyType.INTERFACE_NAME, KeyType.INTERFACE_NAME)
              : NftSet.set(set.nft(), KeyType.INTERFACE_NAME));
    }
    batch.addChain(
        TABLE, Chain.base(FORWARD, Chain.Type.FILTER, Chain.Hook.FORWARD, Chain.Base.FILTER));
    batch.addChain(
        TABLE, Chain.base(POSTROUTING, Chain.Type.NAT, Chain.Hook.POSTROUTING, Chain.Base.SRCNAT));
    RULES.forEach(it -> batch.addRule(TABLE, it.chain, it.rule));
    addElements(batch, elements);
  }

  private static void addElements(NftBatch batch, Collection<AddToSet> elements) {
    elements.stream()
        .collect(groupingBy(AddToSet::set))
        .forEach((set, those) ->
            batch.addElements(TABLE, set.nft(), those.stream().map(Firewall::elementOf).toList()));
  }

  /** Removes elements; those that are not there are no error. */
  void remove(Collection<AddToSet> elements) {
    Set<AddToSet> there = new HashSet<>(elements);
    there.retainAll(look().elements());
    nft.apply(batch ->
        there.stream()
            .collect(groupingBy(AddToSet::set))
            .forEach((set, those) ->
                batch.deleteElements(
                    TABLE, set.nft(), those.stream().map(Firewall::elementOf).toList())));
  }

  /** Removes the table, if there is one and it is ours. */
  void removeAll() {
    Optional<NftSocket.TableFound> found = nft.table(TABLE);
    if (found.filter(table -> table.comment().equals(COMMENT)).isPresent()) {
      try {
        nft.apply(batch -> batch.deleteTable(TABLE));
      } catch (NetlinkError e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }

  private static Element elementOf(AddToSet change) {
    Datum bridge = Datum.interfaceName(change.bridge());
    return Element.of(
        change.set() == FirewallSet.TALKING ? Datum.concatenation(bridge, bridge) : bridge);
  }

  /** The name ends at the first zero byte. */
  private static String bridgeOf(Element element) {
    byte[] key = element.key().bytes();
    int length = 0;
    while (length < key.length && key[length] != 0) {
      length++;
    }
    return new String(key, 0, length, StandardCharsets.UTF_8);
  }
}
