package io.netledger.agent.kernel;

import static io.netledger.agent.netlink.Request.CREATE;
import static io.netledger.agent.netlink.Request.EXCLUSIVE;

import io.netledger.agent.netlink.MessageWriter;
import io.netledger.agent.netlink.NetlinkError;
import io.netledger.agent.netlink.Request;
import io.netledger.agent.netlink.nft.NftSocket;
import io.netledger.agent.netlink.route.RouteSocket;
import io.netledger.agent.netlink.route.RouteVerbs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What a kernel can do, found by trying.
 *
 * @param present kinds of links, and {@code nf_tables}
 * @param missing why not, of the others: the kernel's own words
 */
public record Capabilities(Set<String> present, Map<String, String> missing) {

  private static final List<String> KINDS =
      List.of("bridge", "dummy", "ipvlan", "macvlan", "veth", "vlan", "vxlan", "wireguard");
  private static final String NF_TABLES = "nf_tables";
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int HEADER_WORDS = 4; // struct ifinfomsg

  public Capabilities {
    present = Set.copyOf(present);
    missing = Map.copyOf(missing);
  }

  /** Tries everything in a namespace made for it. */
  static Capabilities probe(Namespaces namespaces) {
    return namespaces.inScratch(() -> {
      Set<String> present = new TreeSet<>();
      Map<String, String> missing = new TreeMap<>();
      try (RouteSocket route = RouteSocket.open()) {
        KINDS.forEach(kind -> note(kind, tryKind(route, kind), present, missing));
      }
      note(NF_TABLES, tryNfTables(), present, missing);
      return new Capabilities(present, missing);
    });
  }

  private static void note(
      String what, Optional<String> refusal, Set<String> present, Map<String, String> missing) {
    refusal.ifPresentOrElse(words -> missing.put(what, words), () -> present.add(what));
  }

  /** A kind that is known may refuse for another reason: that we did not say all it needs. */
  private static Optional<String> tryKind(RouteSocket route, String kind) {
    try {
      route.request(
          new Request(
              "try " + kind, RouteVerbs.RTM_NEWLINK, CREATE | EXCLUSIVE, it -> link(it, kind)));
      return Optional.empty();
    } catch (NetlinkError e) {
      return e.isUnsupported() ? Optional.of(words(e)) : Optional.empty();
    }
  }

  private static void link(MessageWriter writer, String kind) {
    for (int i = 0; i < HEADER_WORDS; i++) {
      writer.put32(0);
    }
    writer.nested(IFLA_LINKINFO, info -> info.text(IFLA_INFO_KIND, kind));
  }

  /** There are kernels with nf_tables, but without tables for both families of IP. */
  private static Optional<String> tryNfTables() {
    try (NftSocket nft = NftSocket.open()) {
      nft.apply(batch -> batch.createTable(FirewallTable.TABLE, "try"));
      return Optional.empty();
    } catch (NetlinkError e) {
      return Optional.of(words(e));
    }
  }

  static boolean hasNfTables(Supplier<NftSocket> nft) {
    try {
      var _ = nft.get().tables();
      return true;
    } catch (NetlinkError _) {
      return false;
    }
  }

  /** "Unknown device type", or if the kernel explains nothing what its errno means. */
  private static String words(NetlinkError e) {
    return e.kernelText().isEmpty() ? e.reason() : e.kernelText();
  }
}
