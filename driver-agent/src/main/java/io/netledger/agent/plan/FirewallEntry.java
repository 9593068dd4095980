package io.netledger.agent.plan;

import io.netledger.address.IpAddress;

/** Something in one of the firewall's sets or maps. */
public sealed interface FirewallEntry extends Change {

  @Override
  default Netns netns() {
    return Netns.HOST;
  }

  /** The set's or map's name in nf_tables. */
  String set();

  /** The element as nft writes it. */
  String element();

  @Override
  default String equivalent() {
    return "nft add element inet netledger " + set() + " { " + element() + " }";
  }

  /**
   * A bridge in a set.
   *
   * <p>Equivalent to: {@code nft add element inet netledger SET { BRIDGE }}.
   */
  record AddToSet(FirewallSet in, String bridge) implements FirewallEntry {
    @Override
    public String set() {
      return in.nft();
    }

    @Override
    public String element() {
      return in.isOfPairs() ? bridge + " . " + bridge : bridge;
    }
  }

  /**
   * A port of the host that leads to one of a sandbox.
   *
   * <p>Equivalent to: {@code nft add element inet netledger published4 { ADDRESS . tcp . PORT :
   * ADDRESS . PORT }}.
   *
   * @param hostIp all zeros: every address of its family
   * @param to of the same family
   */
  record PublishPort(IpAddress hostIp, int hostPort, Protocol protocol, IpAddress to, int port)
      implements FirewallEntry {
    @Override
    public String set() {
      return hostIp.isV4() ? "published4" : "published6";
    }

    @Override
    public String element() {
      return "%s . %s . %d : %s . %d".formatted(hostIp, protocol, hostPort, to, port);
    }
  }

  /**
   * A port of a sandbox that may be reached at the sandbox's own address.
   *
   * <p>Equivalent to: {@code nft add element inet netledger opened4 { ADDRESS . tcp . PORT }}.
   */
  record OpenPort(IpAddress address, Protocol protocol, int port) implements FirewallEntry {
    @Override
    public String set() {
      return address.isV4() ? "opened4" : "opened6";
    }

    @Override
    public String element() {
      return "%s . %s . %d".formatted(address, protocol, port);
    }
  }
}
