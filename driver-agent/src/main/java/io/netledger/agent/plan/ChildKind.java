package io.netledger.agent.plan;

import java.util.Locale;

/** How an interface shares a link of the host, its parent. */
public sealed interface ChildKind {

  /** As {@code ip} writes it behind {@code type}. */
  String words();

  /** With a MAC address of its own. */
  record Macvlan(Macvlan.Mode mode) implements ChildKind {

    /** What the children of one parent are to each other. */
    public enum Mode {
      /** They reach each other directly. */
      BRIDGE,
      /** They do not reach each other. */
      PRIVATE,
      /** They reach each other if a switch outside sends their packets back. */
      VEPA,
      /** The only child of its parent, with its MAC address. */
      PASSTHRU
    }

    @Override
    public String words() {
      return "macvlan mode " + word(mode);
    }
  }

  /** With its parent's MAC address. */
  record Ipvlan(Ipvlan.Mode mode, Flag flag) implements ChildKind {

    /** What a child does itself. */
    public enum Mode {
      /** It speaks ARP and neighbour discovery, like any other host on the wire. */
      L2,
      /** Its packets are only routed: no broadcast, no multicast, no gateway. */
      L3,
      /** As L3, and the host's netfilter sees its packets. */
      L3S
    }

    /** What the children of one parent are to each other. */
    public enum Flag {
      /** They reach each other directly. */
      BRIDGE,
      /** They do not reach each other. */
      PRIVATE,
      /** They reach each other if somebody outside sends their packets back. */
      VEPA
    }

    @Override
    public String words() {
      return "ipvlan mode " + word(mode) + " " + word(flag);
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
