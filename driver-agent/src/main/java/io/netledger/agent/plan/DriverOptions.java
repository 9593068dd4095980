package io.netledger.agent.plan;

import java.util.Optional;

/** Which driver realizes a network, and what it may be told. */
public sealed interface DriverOptions {

  /**
   * Sandboxes share a Linux bridge.
   *
   * @param name of the bridge; empty: made from the network's id
   * @param mtu bytes; 0: the kernel's default, 1500
   * @param icc sandboxes on the bridge may talk to each other
   * @param masquerade packets to beyond the network leave with the host's address
   * @param gateways the ways to the outside
   */
  record Bridge(Optional<String> name, int mtu, boolean icc, boolean masquerade, Gateways gateways)
      implements DriverOptions {

    /** One with the usual ways to the outside. */
    public Bridge(Optional<String> name, int mtu, boolean icc, boolean masquerade) {
      this(name, mtu, icc, masquerade, Gateways.PLAIN);
    }
  }

  /**
   * A network's ways to the outside.
   *
   * @param inhibitV4 the host has no IPv4 address on the bridge
   */
  record Gateways(GatewayMode v4, GatewayMode v6, boolean inhibitV4) {

    /** What holds when nothing is asked for. */
    public static final Gateways PLAIN = new Gateways(GatewayMode.NAT, GatewayMode.NAT, false);

    public boolean areOf(GatewayMode mode, boolean ofV4) {
      return (ofV4 ? v4 : v6) == mode;
    }

    /** The host has an address of the family on the bridge. */
    public boolean areOnHost(boolean ofV4) {
      return !areOf(GatewayMode.ISOLATED, ofV4) && !(ofV4 && inhibitV4);
    }
  }

  /**
   * Sandboxes of many hosts share a network.
   *
   * @param vni its number between hosts, 1 to 16,777,215
   * @param mtu bytes; 0: as many as the underlay has room for
   */
  record Overlay(int vni, int mtu) implements DriverOptions {}

  /**
   * Sandboxes are on the wire of one of the host's links, each with a MAC address of its own.
   *
   * @param parent empty: a link that leads nowhere, made for the network
   * @param hostAccess the host has a link of its own among them, so that it and they can talk
   * @param mtu bytes; 0: the parent's
   */
  record Macvlan(Optional<Parent> parent, ChildKind.Macvlan.Mode mode, boolean hostAccess, int mtu)
      implements DriverOptions {}

  /**
   * Sandboxes are behind one of the host's links and have its MAC address.
   *
   * @param parent empty: a link that leads nowhere, made for the network
   * @param mtu bytes; 0: the parent's
   */
  record Ipvlan(Optional<Parent> parent, ChildKind.Ipvlan kind, int mtu) implements DriverOptions {}

  /** Sandboxes have nothing but lo. */
  record None() implements DriverOptions {}
}
