package io.netledger.agent.plan;

import io.netledger.address.Cidr;
import io.netledger.address.IpAddress;
import io.netledger.address.Mac;
import java.util.stream.Stream;

/**
 * One thing that shall be in the kernel. To carry it out twice is harmless, and each can be undone.
 *
 * <p>Links go by name, because a plan is made before the kernel has given out any index.
 */
public sealed interface Change
    permits Change.AddSandbox,
        Change.ShareSandbox,
        Change.ServeNames,
        Change.AddBridge,
        Change.AddVeth,
        Change.IsolatePort,
        Change.ReflectPort,
        Change.AddRoute,
        Change.AddAddress,
        Change.SetUp,
        Change.AddDefaultRoute,
        Change.SetSysctl,
        Change.AddFirewall,
        BalanceServices,
        FirewallEntry,
        Overlaying,
        Sharing {

  /** Where it is to be. */
  Netns netns();

  /** The command of iproute2, nftables or procps that does the same. */
  String equivalent();

  /**
   * Whether this, carried out where {@code other} stands, makes of that one what this says: the
   * other must then not be undone before, so that no packet is lost.
   */
  default boolean mends(Change other) {
    return Mending.mends(this, other);
  }

  /**
   * A network namespace, made or adopted.
   *
   * <p>Equivalent to: {@code ip netns add NAME} or {@code ip netns attach NAME PID}.
   */
  record AddSandbox(Netns.Sandbox netns, Origin origin) implements Change {
    @Override
    public String equivalent() {
      return switch (origin) {
        case Origin.Made _ -> "ip netns add " + netns;
        case Origin.OfProcess(int pid) -> "ip netns attach " + netns + " " + pid;
        case Origin.OfHost _ -> "ip netns attach " + netns + " $$";
        case Origin.OfGuest(var guest) -> share(guest, netns);
        case Origin.AtFile(var file) -> "mount --bind " + file + " /run/netns/" + netns;
      };
    }
  }

  /**
   * A name server at 127.0.0.11 in a sandbox, UDP and TCP.
   *
   * <p>It listens on ports of its own there, so that port 53 stays free for the sandbox. Equivalent
   * to: {@code nft -f} with the table {@code inet netledger-names}, and a server behind it.
   */
  record ServeNames(Netns.Sandbox netns) implements Change {
    @Override
    public String equivalent() {
      return "ip netns exec " + netns + " nft add table inet netledger-names …";
    }
  }

  /**
   * The sandbox is in the donor's namespace. Undoing leaves it there.
   *
   * <p>Equivalent to: {@code mount --bind /run/netns/DONOR /run/netns/NAME}.
   */
  record ShareSandbox(Netns.Sandbox netns, Netns.Sandbox donor) implements Change {
    @Override
    public String equivalent() {
      return share(donor.id(), netns);
    }
  }

  private static String share(String owner, Netns.Sandbox other) {
    return "mount --bind /run/netns/" + owner + " /run/netns/" + other;
  }

  /**
   * A bridge, still down.
   *
   * <p>Equivalent to: {@code ip link add NAME address MAC mtu N type bridge; ip link set NAME alias
   * MARK}.
   *
   * @param mark says whose it is
   * @param mac given, because a bridge without one changes it with its ports, and its neighbours
   *     would lose it
   * @param mtu bytes
   */
  record AddBridge(String name, String mark, Mac mac, int mtu) implements Change {
    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    @Override
    public String equivalent() {
      return "ip link add %s address %s mtu %d type bridge; ip link set %s alias %s"
          .formatted(name, mac, mtu, name, mark);
    }
  }

  /**
   * A cable between a bridge and a sandbox, up at the bridge's end.
   *
   * <p>Equivalent to: {@code ip link add NAME mtu N master BRIDGE up type veth peer name …; ip link
   * set NAME alias MARK}.
   *
   * @param name of the host's end
   * @param mark says whose it is
   * @param mtu bytes, at both ends
   */
  record AddVeth(String name, String mark, String bridge, int mtu, Peer peer) implements Change {
    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    @Override
    public String equivalent() {
      return ("ip link add %s mtu %d up master %s type veth peer name %s address %s mtu %d netns %s; "
              + "ip link set %s alias %s")
          .formatted(name, mtu, bridge, peer.name, peer.mac, mtu, peer.netns, name, mark);
    }
  }

  /** The sandbox's end of a cable. It is born there: to move it costs 16 ms. */
  record Peer(Netns.Sandbox netns, String name, Mac mac) {}

  /**
   * A bridge's port that reaches no other such port.
   *
   * <p>Equivalent to: {@code ip link set NAME type bridge_slave isolated on}.
   */
  record IsolatePort(String name) implements Change {
    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    @Override
    public String equivalent() {
      return "ip link set " + name + " type bridge_slave isolated on";
    }
  }

  /**
   * A bridge's port that a frame may leave by which it came in: so a sandbox reaches itself at the
   * host's address, also where bridges hand their packets to the firewall (br_netfilter).
   *
   * <p>Equivalent to: {@code ip link set NAME type bridge_slave hairpin on}.
   */
  record ReflectPort(String name) implements Change {
    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    @Override
    public String equivalent() {
      return "ip link set " + name + " type bridge_slave hairpin on";
    }
  }

  /**
   * A destination that is on the link itself, behind no gateway.
   *
   * <p>Equivalent to: {@code ip route add DESTINATION dev LINK}.
   *
   * @param destination {@code 0.0.0.0/0} or {@code ::/0} is everything
   */
  record AddRoute(Netns netns, String link, Cidr destination) implements Change {
    @Override
    public String equivalent() {
      return ip(netns) + "route add " + destination + " dev " + link;
    }
  }

  /**
   * An address of a link; an IPv6 address is usable at once, a link-local one (169.254.0.0/16,
   * fe80::/10) has the scope of the link.
   *
   * <p>Equivalent to: {@code ip address add ADDRESS dev LINK [scope link] [nodad]}.
   */
  record AddAddress(Netns netns, String link, Cidr address) implements Change {
    @Override
    public String equivalent() {
      return ip(netns)
          + "address add "
          + address
          + " dev "
          + link
          + (isLinkLocal() ? " scope link" : "")
          + (address.isV4() ? "" : " nodad");
    }

    private boolean isLinkLocal() {
      return Stream.of("169.254.0.0/16", "fe80::/10")
          .map(Cidr::parse)
          .anyMatch(range -> range.contains(address.address()));
    }
  }

  /**
   * A link that works.
   *
   * <p>Equivalent to: {@code ip link set LINK up}.
   */
  record SetUp(Netns netns, String link) implements Change {
    @Override
    public String equivalent() {
      return ip(netns) + "link set " + link + " up";
    }
  }

  /**
   * The way to everywhere else, for the gateway's family.
   *
   * <p>Equivalent to: {@code ip route add default via GATEWAY dev LINK}.
   */
  record AddDefaultRoute(Netns netns, String link, IpAddress gateway) implements Change {
    @Override
    public String equivalent() {
      return ip(netns) + "route add default via " + gateway + " dev " + link;
    }
  }

  /**
   * A switch of the namespace. Undoing leaves it: it goes with its link, and others may rely on the
   * host's.
   *
   * <p>Equivalent to: {@code sysctl -w KEY=VALUE}.
   *
   * @param key with slashes, since interface names may have dots
   */
  record SetSysctl(Netns netns, String key, String value) implements Change {
    @Override
    public String equivalent() {
      String command = "sysctl -w " + key + "=" + value;
      return netns.equals(Netns.HOST) ? command : "ip netns exec " + netns + " " + command;
    }
  }

  /**
   * The agent's table with its chains and rules, and sets without elements.
   *
   * <p>Equivalent to: {@code nft -f} with the table {@code inet netledger}.
   */
  record AddFirewall() implements Change {
    @Override
    public Netns netns() {
      return Netns.HOST;
    }

    @Override
    public String equivalent() {
      return "nft add table inet netledger …";
    }
  }

  private static String ip(Netns netns) {
    return switch (netns) {
      case Netns.Host _ -> "ip ";
      case Netns.Sandbox(var id) -> "ip -n " + id + " ";
    };
  }
}
