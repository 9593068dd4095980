package io.netledger.agent.kernel;

import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.plan.BalanceServices;
import io.netledger.agent.plan.Netns;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables in sandboxes that lead to services' backends: see {@link BalancingTable}. A table is
 * exchanged for another in one batch, so there is no moment without one, and connections keep the
 * backend that they have.
 *
 * <p>What goes wrong here is told and tried again, and stops nothing else: a sandbox without
 * services is worth more than none.
 */
final class Balancers {

  private static final Logger LOG = LoggerFactory.getLogger(Balancers.class);

  static final View NOTHING = new View(Set.of(), Set.of());

  private final Namespaces namespaces;
  private final Map<String, String> failed = new HashMap<>();

  Balancers(Namespaces namespaces) {
    this.namespaces = namespaces;
  }

  /**
   * How tables differ from the plans.
   *
   * @param missing what does not stand
   * @param left sandboxes with a table of ours that nobody wants
   */
  record View(Set<BalanceServices> missing, Set<String> left) {}

  void balance(BalanceServices wanted) {
    String id = wanted.netns().id();
    try {
      var _ = namespaces.of(wanted.netns()).inside(() -> exchange(new BalancingTable(wanted)));
      failed.remove(id);
    } catch (KernelRefusal | NetlinkError | UncheckedIOException e) {
      String why = String.valueOf(e.getMessage());
      if (!why.equals(failed.put(id, why))) {
        LOG.atWarn().addKeyValue("sandbox", id).log("services are not reached: {}", why);
      }
    }
  }

  /** Called inside the sandbox. */
  private static boolean exchange(BalancingTable table) {
    try (NftSocket nft = NftSocket.open()) {
      boolean present = nft.table(BalancingTable.TABLE).isPresent();
      if (present && !BalancingTable.isOurs(nft)) {
        throw new KernelRefusal("table " + BalancingTable.TABLE + " is there already and not ours");
      }
      nft.apply(batch -> table.build(batch, present));
    }
    return true;
  }

  /** Takes the table away, which stays in no adopted namespace. */
  void close(Netns.Sandbox sandbox) {
    failed.remove(sandbox.id());
    if (namespaces.known().contains(sandbox.id())) {
      var _ = namespaces.of(sandbox).inside(Balancers::leave);
    }
  }

  private static boolean leave() {
    try (NftSocket nft = NftSocket.open()) {
      boolean ours = BalancingTable.isOurs(nft);
      if (ours) {
        nft.apply(batch -> batch.deleteTable(BalancingTable.TABLE));
      }
      return ours;
    } catch (NetlinkError _) {
      return false; // a kernel without nf_tables has none
    }
  }

  /** Looks into those sandboxes. One where it has failed is tried again and not told again. */
  View look(Collection<BalanceServices> wanted, Set<String> lookedInto) {
    Set<BalanceServices> missing = new HashSet<>();
    Set<String> left = new HashSet<>(lookedInto);
    for (BalanceServices change : wanted) {
      String id = change.netns().id();
      if (left.remove(id)) {
        if (failed.containsKey(id)) {
          balance(change);
        } else if (!stands(change)) {
          missing.add(change);
        }
      }
    }
    left.removeIf(id -> !isThere(new Netns.Sandbox(id)));
    return new View(missing, left);
  }

  private boolean stands(BalanceServices change) {
    BalancingTable table = new BalancingTable(change);
    return namespaces
        .of(change.netns())
        .inside(() -> {
          try (NftSocket nft = NftSocket.open()) {
            return table.stands(nft);
          }
        });
  }

  private boolean isThere(Netns.Sandbox sandbox) {
    return namespaces
        .of(sandbox)
        .inside(() -> {
          try (NftSocket nft = NftSocket.open()) {
            return BalancingTable.isOurs(nft);
          } catch (NetlinkError _) {
            return false; // a kernel without nf_tables has none
          }
        });
  }
}
