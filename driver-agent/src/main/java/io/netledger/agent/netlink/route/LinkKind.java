package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.MessageWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A kind of link and what only this kind has. A kind that the kernel lacks is refused with
 * EOPNOTSUPP.
 *
 * <p>A further kind is one more record here with its own encoder; nothing else changes.
 */
public sealed interface LinkKind {

  /** The kernel's word, as in {@code ip link add … type KIND}. */
  String kind();

  /** Writes what goes into IFLA_INFO_DATA. */
  void encode(MessageWriter data);

  /** What {@link Link#details} says of a link that was made as {@code kind}. */
  static Optional<LinkKind> details(LinkKind kind) {
    return switch (kind) {
      case Macvlan _, Ipvlan _, Vlan _, Vxlan _ -> Optional.of(kind);
      case Bridge _, Veth _, Dummy _ -> Optional.empty();
    };
  }

  /**
   * What an existing link was made with, of those kinds that sit on another link or lead to other
   * hosts; else empty.
   */
  static Optional<LinkKind> decode(String kind, Attributes data) {
    return switch (kind) {
      case "macvlan" -> Macvlan.decode(data);
      case "ipvlan" -> Ipvlan.decode(data);
      case "vlan" -> Vlan.decode(data);
      case "vxlan" -> Vxlan.decode(data);
      default -> Optional.empty();
    };
  }

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

  /**
   * A second MAC address on the link below, see {@link LinkSettings#lower}.
   *
   * <p>Equivalent to {@code ip link add … link LOWER type macvlan mode MODE}.
   */
  record Macvlan(Macvlan.Mode mode) implements LinkKind {
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

    static Optional<LinkKind> decode(Attributes data) {
      int number = data.u32(IFLA_MACVLAN_MODE).orElse(0);
      return Arrays.stream(Macvlan.Mode.values())
          .filter(mode -> mode.number == number)
          .findFirst()
          .map(Macvlan::new);
    }
  }

  /**
   * More addresses behind the MAC address of the link below, see {@link LinkSettings#lower}. Mode
   * and flag are the lower link's: all its children have those that were asked for last.
   *
   * <p>Equivalent to {@code ip link add … link LOWER type ipvlan mode MODE FLAG}.
   */
  record Ipvlan(Ipvlan.Mode mode, Flag flag) implements LinkKind {
    private static final int IFLA_IPVLAN_MODE = 1;
    private static final int IFLA_IPVLAN_FLAGS = 2;

    /** What the children do themselves. */
    public enum Mode {
      /** ARP and neighbour discovery: on the wire like any other host. */
      L2(0),
      /** Only routes: no broadcast, no multicast, and the host's netfilter sees nothing. */
      L3(1),
      /** As L3, and the host's netfilter sees it. */
      L3S(2);

      private final int number;

      Mode(int number) {
        this.number = number;
      }
    }

    /** How the children see each other. */
    public enum Flag {
      BRIDGE(0),
      PRIVATE(1),
      VEPA(2);

      private final int number;

      Flag(int number) {
        this.number = number;
      }
    }

    @Override
    public String kind() {
      return "ipvlan";
    }

    @Override
    public void encode(MessageWriter data) {
      data.u16(IFLA_IPVLAN_MODE, mode.number).u16(IFLA_IPVLAN_FLAGS, flag.number);
    }

    static Optional<LinkKind> decode(Attributes data) {
      int number = data.u16(IFLA_IPVLAN_MODE).orElse(-1);
      int bits = data.u16(IFLA_IPVLAN_FLAGS).orElse(0);
      return Arrays.stream(Ipvlan.Mode.values())
          .filter(mode -> mode.number == number)
          .flatMap(mode ->
              Arrays.stream(Flag.values())
                  .filter(flag -> flag.number == bits)
                  .<LinkKind>map(flag -> new Ipvlan(mode, flag)))
          .findFirst();
    }
  }

  /**
   * The packets of one VLAN on the link below, see {@link LinkSettings#lower}: 802.1Q.
   *
   * <p>Equivalent to {@code ip link add … link LOWER type vlan id ID}.
   *
   * @param id 1 to 4094
   */
  record Vlan(int id) implements LinkKind {
    private static final int IFLA_VLAN_ID = 1;

    @Override
    public String kind() {
      return "vlan";
    }

    @Override
    public void encode(MessageWriter data) {
      data.u16(IFLA_VLAN_ID, id);
    }

    static Optional<LinkKind> decode(Attributes data) {
      return data.u16(IFLA_VLAN_ID).stream().boxed().<LinkKind>map(Vlan::new).findFirst();
    }
  }

  /**
   * A link that is always up and leads nowhere.
   *
   * <p>Equivalent to {@code ip link add … type dummy}.
   */
  record Dummy() implements LinkKind {

    @Override
    public String kind() {
      return "dummy";
    }

    @Override
    public void encode(MessageWriter data) {
      // has nothing of its own
    }
  }

  /**
   * Ethernet in UDP, all peers told by us: {@code nolearning proxy}, so that no ARP or ND frame
   * crosses the wire. Its UDP socket stays in the namespace it was made from. Set the MTU: the
   * kernel leaves 1500, a black hole. Over IPv4 the outer packet has no checksum, as RFC 7348,
   * section 5, wants it: the inner one has its own.
   *
   * <p>Equivalent to {@code ip link add … type vxlan id VNI local LOCAL dstport PORT nolearning
   * proxy noudpcsum}.
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
    private static final int IFLA_VXLAN_PORT = 15;
    private static final int IFLA_VXLAN_LOCAL6 = 17;
    private static final int IFLA_VXLAN_UDP_CSUM = 18;

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
          .u8(IFLA_VXLAN_UDP_CSUM, 0);
    }

    /** Of one that learns or floods nothing is said: it is not as we make them. */
    static Optional<LinkKind> decode(Attributes data) {
      boolean quiet =
          data.u8(IFLA_VXLAN_LEARNING).orElse(1) == 0 && data.u8(IFLA_VXLAN_PROXY).orElse(0) == 1;
      Optional<byte[]> local = data.bytes(IFLA_VXLAN_LOCAL).or(() -> data.bytes(IFLA_VXLAN_LOCAL6));
      Optional<byte[]> port = data.bytes(IFLA_VXLAN_PORT).filter(it -> it.length == 2);
      return quiet && local.isPresent() && port.isPresent()
          ? Optional.of(
              new Vxlan(
                  data.u32(IFLA_VXLAN_ID).orElse(0), Address.inet(local.get()), big(port.get())))
          : Optional.empty();
    }

    private static int big(byte[] bytes) {
      return (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    }
  }
}
