package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.Attributes;
import io.netledger.agent.netlink.Libc;
import io.netledger.agent.netlink.Message;
import io.netledger.agent.netlink.MessageWriter;
import java.net.InetAddress;
import java.util.Optional;

/**
 * What is known of neighbours on links (linux/neighbour.h, struct ndmsg): which MAC address an
 * address has, and where frames for a MAC address go.
 */
public sealed interface Neighbour {

  /** The link's index. */
  int link();

  /**
   * The MAC address of an address, for good.
   *
   * @param isFixed it stays until it is deleted
   */
  record OfAddress(int link, InetAddress address, HardwareAddress mac, boolean isFixed)
      implements Neighbour {

    /** One that stays. */
    public OfAddress(int link, InetAddress address, HardwareAddress mac) {
      this(link, address, mac, true);
    }

    @Override
    public String toString() {
      return "neighbour " + address.getHostAddress() + " lladdr " + mac;
    }
  }

  /**
   * Where a VXLAN link sends frames for a MAC address.
   *
   * @param isFixed it stays until it is deleted
   */
  record BehindHost(int link, HardwareAddress mac, InetAddress host, boolean isFixed)
      implements Neighbour {

    /** One that stays. */
    public BehindHost(int link, HardwareAddress mac, InetAddress host) {
      this(link, mac, host, true);
    }

    @Override
    public String toString() {
      return "fdb " + mac + " dst " + host.getHostAddress();
    }
  }

  /**
   * A bridge's port behind which a MAC address is.
   *
   * @param isFixed it stays until it is deleted, whoever else speaks with that address
   */
  record BehindPort(int link, HardwareAddress mac, boolean isFixed) implements Neighbour {

    /** One that stays. */
    public BehindPort(int link, HardwareAddress mac) {
      this(link, mac, true);
    }

    @Override
    public String toString() {
      return "fdb " + mac + " master";
    }
  }

  int HEADER = 12; // sizeof(struct ndmsg)

  /** struct ndmsg and the attributes. */
  default void encode(MessageWriter writer) {
    switch (this) {
      case OfAddress it -> {
        header(writer, Prefix.family(it.address), it.link, Bits.PERMANENT, 0);
        writer.bytes(Bits.DST, it.address.getAddress()).bytes(Bits.LLADDR, it.mac.bytes());
      }
      case BehindHost it -> {
        header(writer, Libc.AF_BRIDGE, it.link, Bits.STATIC, Bits.SELF);
        writer.bytes(Bits.LLADDR, it.mac.bytes()).bytes(Bits.DST, it.host.getAddress());
      }
      case BehindPort it -> {
        header(writer, Libc.AF_BRIDGE, it.link, Bits.STATIC, Bits.MASTER_FLAG | Bits.STICKY);
        writer.bytes(Bits.LLADDR, it.mac.bytes());
      }
    }
  }

  private static void header(MessageWriter writer, int family, int link, int state, int flags) {
    writer.put8(family).put8(0).put16(0).put32(link).put16(state).put8(flags).put8(0);
  }

  /**
   * Empty for what a link knows by itself: its own MAC address as a bridge's port, groups, and what
   * has not answered.
   */
  static Optional<Neighbour> parse(Message message) {
    Attributes attributes = message.attributesAfter(HEADER);
    int family = message.payload().get(0);
    int link = message.payload().getInt(4);
    int state = message.payload().getShort(8);
    Optional<HardwareAddress> mac = mac(attributes);
    Optional<InetAddress> to = attributes.bytes(Bits.DST).map(Address::inet);
    boolean permanent = (state & Bits.PERMANENT) != 0;
    boolean noArp = (state & Bits.NOARP) != 0;
    if (mac.isEmpty()) {
      return Optional.empty();
    }
    if (family != Libc.AF_BRIDGE) {
      return to.filter(_ -> !noArp).map(it -> new OfAddress(link, it, mac.get(), permanent));
    }
    if (attributes.has(Bits.MASTER)) {
      return permanent
          ? Optional.empty()
          : Optional.of(new BehindPort(link, mac.get(), isSticky(message, noArp)));
    }
    return to.map(it -> new BehindHost(link, mac.get(), it, permanent || noArp));
  }

  /** Empty if none is told, or one that is no Ethernet's. */
  static Optional<HardwareAddress> mac(Attributes attributes) {
    return attributes
        .bytes(Bits.LLADDR)
        .filter(bytes -> bytes.length == HardwareAddress.LENGTH)
        .map(HardwareAddress::of);
  }

  private static boolean isSticky(Message message, boolean noArp) {
    return noArp && (message.payload().get(10) & Bits.STICKY) != 0;
  }

  /** Numbers of linux/neighbour.h. */
  final class Bits {
    static final int DST = 1; // NDA_…
    private static final int LLADDR = 2;
    private static final int MASTER = 9;
    private static final int REACHABLE = 0x02; // NUD_…
    private static final int NOARP = 0x40;
    private static final int PERMANENT = 0x80;
    private static final int SELF = 0x02; // NTF_…
    private static final int MASTER_FLAG = 0x04;
    private static final int STICKY = 0x40;

    /** As {@code bridge fdb add … static}: a bridge takes NUD_PERMANENT for its own address. */
    private static final int STATIC = NOARP | REACHABLE;

    private Bits() {}
  }
}
