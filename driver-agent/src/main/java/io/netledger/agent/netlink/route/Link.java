package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.Message;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A link as the kernel has it.
 *
 * @param index the kernel's number in this namespace
 * @param alias empty if none
 * @param kind e.g. {@code bridge}; empty if it has none, like {@code lo}
 * @param master index of the bridge it is a port of, or 0
 * @param mac empty if it has no Ethernet address
 * @param mtu bytes
 * @param flags IFF_…
 * @param group 0 unless set
 * @param peer index of the other end or the link below, in its own namespace; 0 if there is none
 * @param peerNamespace this namespace's number for the peer's, empty if they are the same
 * @param isolated whether it is a bridge's port that reaches no other such port
 * @param hairpin whether it is a bridge's port that a frame may leave by which it came in
 * @param learning whether it is a bridge's port behind which addresses are remembered
 * @param details what it was made with, if its kind sits on another link or leads to other hosts:
 *     macvlan, ipvlan, vlan, vxlan
 */
public record Link(
    int index,
    String name,
    String alias,
    String kind,
    int master,
    Optional<HardwareAddress> mac,
    int mtu,
    int flags,
    int group,
    int peer,
    OptionalInt peerNamespace,
    boolean isolated,
    boolean hairpin,
    boolean learning,
    Optional<LinkKind> details) {

  static final int HEADER = 16; // sizeof(struct ifinfomsg)
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_IFALIAS = 20;
  private static final int IFLA_GROUP = 27;
  private static final int IFLA_LINK_NETNSID = 37;
  private static final int IFLA_INFO_KIND = 1;

  /** Whether it has been set up; its cable may still be loose. */
  public boolean isUp() {
    return (flags & LinkSettings.IFF_UP) != 0;
  }

  static Link parse(Message message) {
    Attributes attributes = message.attributesAfter(HEADER);
    Attributes info = attributes.nested(IFLA_LINKINFO);
    String kind = info.text(IFLA_INFO_KIND).orElse("");
    return new Link(
        message.payload().getInt(4),
        attributes.text(IFLA_IFNAME).orElse(""),
        attributes.text(IFLA_IFALIAS).orElse(""),
        kind,
        attributes.u32(IFLA_MASTER).orElse(0),
        attributes.bytes(IFLA_ADDRESS).filter(bytes -> bytes.length == 6).map(HardwareAddress::of),
        attributes.u32(IFLA_MTU).orElse(0),
        message.payload().getInt(8),
        attributes.u32(IFLA_GROUP).orElse(0),
        attributes.u32(IFLA_LINK).orElse(0),
        attributes.u32(IFLA_LINK_NETNSID),
        BridgePort.isIsolated(info),
        BridgePort.isHairpin(info),
        BridgePort.isLearning(info),
        LinkKind.decode(kind, info.nested(LinkInfo.DATA)));
  }
}
