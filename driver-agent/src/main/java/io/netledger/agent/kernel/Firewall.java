package io.netledger.agent.kernel;

import static io.netledger.agent.kernel.FirewallTable.CHAINS;
import static io.netledger.agent.kernel.FirewallTable.RULES;
import static io.netledger.agent.kernel.FirewallTable.SETS;
import static io.netledger.agent.kernel.FirewallTable.TABLE;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.netledger.agent.kernel.FirewallTable.Placed;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.NftBatch;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netlink.nft.NftSocket.RuleFound;
import io.netledger.agent.plan.FirewallEntry;
import io.netledger.agent.plan.Owner;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The agent's one nf_tables table in the kernel: see {@link FirewallTable} for what is in it. */
final class Firewall {

  private static final String COMMENT = Owner.MARK + "firewall";

  static final View NOTHING = new View(false, false, Set.of());

  private final Supplier<NftSocket> nft;
  private final boolean possible;

  /** A kernel may have no nf_tables; then there is nothing, and nothing can be added. */
  Firewall(Supplier<NftSocket> nft) {
    this.nft = nft;
    this.possible = Capabilities.hasNfTables(nft);
  }

  /**
   * What stands in the kernel: whether the rules are as they should be, and what is in the sets.
   */
  record View(boolean present, boolean intact, Set<FirewallEntry> entries) {}

  /** What is there of ours: nothing, if the table of our name is another's. */
  View look() {
    if (!possible) {
      return NOTHING;
    }
    var found = nft.get().table(TABLE);
    if (found.isEmpty() || !found.get().comment().equals(COMMENT)) {
      return NOTHING;
    }
    Set<String> sets = new HashSet<>(nft.get().sets(TABLE));
    Set<FirewallEntry> entries = new HashSet<>();
    boolean intact = rulesAsPlanned() && chainsAsPlanned();
    for (String set : FirewallTable.setNames()) {
      if (sets.contains(set)) {
        nft.get()
            .elements(TABLE, set)
            .forEach(element -> FirewallElements.entryOf(set, element).ifPresent(entries::add));
      } else {
        intact = false;
      }
    }
    return new View(true, intact, Set.copyOf(entries));
  }

  /** In each chain the same rules in the same order. */
  private boolean rulesAsPlanned() {
    Map<String, List<String>> planned =
        RULES.stream()
            .collect(groupingBy(Placed::chain, mapping(it -> it.rule().comment(), toList())));
    Map<String, List<String>> found =
        nft.get().rules(TABLE).stream()
            .collect(groupingBy(RuleFound::chain, mapping(RuleFound::comment, toList())));
    return planned.equals(found);
  }

  private boolean chainsAsPlanned() {
    return new HashSet<>(FirewallTable.chainNames()).equals(new HashSet<>(nft.get().chains(TABLE)));
  }

  /** Makes the table if it is missing or spoiled, with the entries it had, and adds entries. */
  void add(boolean whole, Collection<FirewallEntry> entries) {
    if (whole) {
      View view = look();
      if (!view.present() && nft.get().table(TABLE).isPresent()) {
        throw new KernelRefusal("table " + TABLE + " is there already and not ours");
      }
      if (!view.intact()) {
        Set<FirewallEntry> all = new HashSet<>(view.entries());
        all.addAll(entries);
        nft.get().apply(batch -> build(batch, view.present(), all));
        return;
      }
    }
    nft.get().apply(batch -> addEntries(batch, entries));
  }

  private static void build(NftBatch batch, boolean present, Collection<FirewallEntry> entries) {
    if (present) {
      batch.deleteTable(TABLE);
    }
    batch.createTable(TABLE, COMMENT);
    SETS.forEach(set -> batch.addSet(TABLE, set));
    CHAINS.forEach(chain -> batch.addChain(TABLE, chain));
    RULES.forEach(it -> batch.addRule(TABLE, it.chain(), it.rule()));
    addEntries(batch, entries);
  }

  private static void addEntries(NftBatch batch, Collection<FirewallEntry> entries) {
    entries.stream()
        .collect(groupingBy(FirewallEntry::set))
        .forEach((set, those) ->
            batch.addElements(
                TABLE, set, those.stream().map(FirewallElements::elementOf).toList()));
  }

  /** Removes entries; those that are not there are no error. */
  void remove(Collection<FirewallEntry> entries) {
    try {
      delete(entries); // without a look: among thousands that costs a hundred times as much
    } catch (NetlinkError e) {
      if (!e.isNotFound()) {
        throw e;
      }
      Set<FirewallEntry> there = new HashSet<>(entries);
      there.retainAll(look().entries());
      delete(there);
    }
  }

  private void delete(Collection<FirewallEntry> entries) {
    nft.get()
        .apply(batch ->
            entries.stream()
                .collect(groupingBy(FirewallEntry::set))
                .forEach((set, those) ->
                    batch.deleteElements(
                        TABLE, set, those.stream().map(FirewallElements::elementOf).toList())));
  }

  /** Removes the table, if there is one and it is ours. */
  void removeAll() {
    Optional<NftSocket.TableFound> found = possible ? nft.get().table(TABLE) : Optional.empty();
    if (found.filter(table -> table.comment().equals(COMMENT)).isPresent()) {
      try {
        nft.get().apply(batch -> batch.deleteTable(TABLE));
      } catch (NetlinkError e) {
        if (!e.isNotFound()) {
          throw e;
        }
      }
    }
  }
}
