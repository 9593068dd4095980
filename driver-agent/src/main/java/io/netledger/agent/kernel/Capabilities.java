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
import java.util.Set;
import java.util.TreeSet;

/** What a kernel can do, found by trying in a namespace made for it. */
final class Capabilities {

  private static final List<String> KINDS =
      List.of("bridge", "dummy", "ipvlan", "macvlan", "veth", "vlan", "vxlan", "wireguard");
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;
  private static final int HEADER_WORDS = 4; // struct ifinfomsg

  private Capabilities() {}

  static Set<String> probe(Namespaces namespaces) {
    return namespaces.inScratch(() -> {
      Set<String> found = new TreeSet<>();
      try (RouteSocket route = RouteSocket.open()) {
        KINDS.stream().filter(kind -> knows(route, kind)).forEach(found::add);
      }
      if (hasNfTables()) {
        found.add("nf_tables");
      }
      return found;
    });
  }

  /** A kind that is known may refuse for another reason: that we did not say all it needs. */
  private static boolean knows(RouteSocket route, String kind) {
    try {
      route.request(
          new Request(
              "try " + kind, RouteVerbs.RTM_NEWLINK, CREATE | EXCLUSIVE, it -> link(it, kind)));
      return true;
    } catch (NetlinkError e) {
      return !e.isUnsupported();
    }
  }

  private static void link(MessageWriter writer, String kind) {
    for (int i = 0; i < HEADER_WORDS; i++) {
      writer.put32(0);
    }
    writer.nested(IFLA_LINKINFO, info -> info.text(IFLA_INFO_KIND, kind));
  }

  private static boolean hasNfTables() {
    try (NftSocket nft = NftSocket.open()) {
      return nft.tables().isEmpty();
    } catch (NetlinkError _) {
      return false;
    }
  }
}
