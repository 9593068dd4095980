package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.MessageWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A kind of link and what only this kind has. A kind that the kernel lacks is refused with
 * EOPNOTSUPP.
 *
 * <p>A further kind (ipvlan, vlan) is one more record here with its own encoder; nothing else
 * changes.
 */
public sealed interface LinkKind {

  /** The kernel's word, as in {@code ip link add … type KIND}. */
  String kind();

  /** Writes what goes into IFLA_INFO_DATA. */
  void encode(MessageWriter data);

  /**
   * An Ethernet bridge. Numbers not given are the kernel's.
   *
   * @param ageingSeconds how long a learned address stays
   * @param stp spanning tree; off unless asked for
   */
  record Bridge(
      OptionalInt ageingSeconds, Optional<Boolean> stp, Optional<Boolean> multicastSnooping)
      implements LinkKind {
    private static final int IFLA_BR_AGEING_TIME = 4; // in 1/100 s
    private static final int IFLA_BR_STP_STATE = 5;
    private static final int IFLA_BR_MCAST_SNOOPING = 23;

    /** As the kernel likes it. */
    public Bridge() {
      this(OptionalInt.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String kind() {
      return "bridge";
    }

    @Override
    public void encode(MessageWriter data) {
      ageingSeconds.ifPresent(seconds -> data.u32(IFLA_BR_AGEING_TIME, seconds * 100));
      stp.ifPresent(on -> data.u32(IFLA_BR_STP_STATE, on ? 1 : 0));
      multicastSnooping.ifPresent(on -> data.u8(IFLA_BR_MCAST_SNOOPING, on ? 1 : 0));
    }
  }

  /**
   * One end of a cable.
   *
   * @param peer the other end: name, MAC, index and namespace to be born in
   */
  record Veth(LinkSettings peer) implements LinkKind {
    private static final int VETH_INFO_PEER = 1;

    @Override
    public String kind() {
      return "veth";
    }

    @Override
    public void encode(MessageWriter data) {
      data.nested(VETH_INFO_PEER, peer::encode);
    }
  }

  /** A second MAC address on the link below, see {@link LinkSettings#lower}. */
  record Macvlan(Mode mode) implements LinkKind {
    private static final int IFLA_MACVLAN_MODE = 1;

    /** How the children of one link see each other. */
    public enum Mode {
      PRIVATE(1),
      VEPA(2),
      BRIDGE(4),
      PASSTHRU(8);

      private final int number;

      Mode(int number) {
        this.number = number;
      }
    }

    @Override
    public String kind() {
      return "macvlan";
    }

    @Override
    public void encode(MessageWriter data) {
      data.u32(IFLA_MACVLAN_MODE, mode.number);
    }
  }

  /**
   * Ethernet in UDP, all peers told by us: {@code nolearning proxy l2miss l3miss}, so that no ARP
   * or ND frame crosses the wire. Its UDP socket stays in the namespace it was made from. Set the
   * MTU: the kernel leaves 1500, a black hole.
   *
   * @param vni the network's number, 0 to 2^24 - 1
   * @param local the underlay address to send from
   * @param port UDP port, usually 4789
   */
  record Vxlan(int vni, InetAddress local, int port) implements LinkKind {
    private static final int IFLA_VXLAN_ID = 1;
    private static final int IFLA_VXLAN_LOCAL = 4;
    private static final int IFLA_VXLAN_LEARNING = 7;
    private static final int IFLA_VXLAN_PROXY = 11;
    private static final int IFLA_VXLAN_L2MISS = 13;
    private static final int IFLA_VXLAN_L3MISS = 14;
    private static final int IFLA_VXLAN_PORT = 15;
    private static final int IFLA_VXLAN_LOCAL6 = 17;

    @Override
    public String kind() {
      return "vxlan";
    }

    @Override
    public void encode(MessageWriter data) {
      int type = local instanceof Inet4Address ? IFLA_VXLAN_LOCAL : IFLA_VXLAN_LOCAL6;
      data.u32(IFLA_VXLAN_ID, vni)
          .bytes(type, local.getAddress())
          .big16(IFLA_VXLAN_PORT, port)
          .u8(IFLA_VXLAN_LEARNING, 0)
          .u8(IFLA_VXLAN_PROXY, 1)
          .u8(IFLA_VXLAN_L2MISS, 1)
          .u8(IFLA_VXLAN_L3MISS, 1);
    }
  }
}
