package io.netledger.agent.netlink.route;

import io.netledger.agent.netlink.MessageWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a link shall have. What is not said is left to the kernel (a new link) or as it is (a
 * change). Immutable: each method returns settings with one thing more.
 */
public final class LinkSettings {

  static final int IFF_UP = 1;
  private static final int IFLA_ADDRESS = 1;
  private static final int IFLA_IFNAME = 3;
  private static final int IFLA_MTU = 4;
  private static final int IFLA_LINK = 5;
  private static final int IFLA_MASTER = 10;
  private static final int IFLA_IFALIAS = 20;
  private static final int IFLA_GROUP = 27;
  private static final int IFLA_NET_NS_FD = 28;
  private static final LinkSettings NONE = new LinkSettings(null, header -> {}, writer -> {});

  private final @Nullable String name;
  private final Change<Header> header;
  private final Change<MessageWriter> attributes;

  /** One more thing to write. */
  private interface Change<T> {
    void to(T target);

    default Change<T> then(Change<T> next) {
      return target -> {
        to(target);
        next.to(target);
      };
    }
  }

  /** The fields of struct ifinfomsg that may be set. */
  private static final class Header {
    int index;
    int flags;
    int change;
  }

  private LinkSettings(
      @Nullable String name, Change<Header> header, Change<MessageWriter> attributes) {
    this.name = name;
    this.header = header;
    this.attributes = attributes;
  }

  /** Nothing said yet. */
  public static LinkSettings none() {
    return NONE;
  }

  /** A link with this name (1 to 15 bytes). As a change it means: renamed. */
  public static LinkSettings named(String name) {
    return new LinkSettings(name, NONE.header, writer -> writer.text(IFLA_IFNAME, name));
  }

  /**
   * The index a new link shall have, instead of the next free one. EEXIST or EBUSY if it is taken.
   */
  public LinkSettings index(int index) {
    return header(it -> it.index = index);
  }

  /** Up from birth. Not for the peer of a veth: the kernel answers ENOTCONN. */
  public LinkSettings up() {
    return flags(IFF_UP);
  }

  public LinkSettings down() {
    return flags(0);
  }

  public LinkSettings mac(HardwareAddress mac) {
    return attribute(writer -> writer.bytes(IFLA_ADDRESS, mac.bytes()));
  }

  /** Largest packet in bytes, without the Ethernet header. */
  public LinkSettings mtu(int bytes) {
    return attribute(writer -> writer.u32(IFLA_MTU, bytes));
  }

  /** A text of up to 255 bytes that {@code ip link} shows as {@code alias}; empty takes it away. */
  public LinkSettings alias(String alias) {
    return attribute(writer -> writer.text(IFLA_IFALIAS, alias));
  }

  /** A number that many links can share, for {@link RouteVerbs#deleteGroup}. */
  public LinkSettings group(int group) {
    return attribute(writer -> writer.u32(IFLA_GROUP, group));
  }

  /** The index of the bridge to be a port of; 0 is none. */
  public LinkSettings master(int index) {
    return attribute(writer -> writer.u32(IFLA_MASTER, index));
  }

  /**
   * The index of the link below: for macvlan, ipvlan, vlan; for vxlan see {@link LinkKind.Vxlan}.
   */
  public LinkSettings lower(int index) {
    return attribute(writer -> writer.u32(IFLA_LINK, index));
  }

  /**
   * The network namespace to be born in, as an open file descriptor. Never for a link that exists:
   * moving costs 16 ms.
   */
  public LinkSettings namespace(int fd) {
    return attribute(writer -> writer.u32(IFLA_NET_NS_FD, fd));
  }

  private LinkSettings flags(int flags) {
    return header(it -> {
      it.change |= IFF_UP;
      it.flags = flags;
    });
  }

  private LinkSettings header(Change<Header> next) {
    return new LinkSettings(name, header.then(next), attributes);
  }

  private LinkSettings attribute(Change<MessageWriter> next) {
    return new LinkSettings(name, header, attributes.then(next));
  }

  /**
   * struct ifinfomsg and the attributes. A link that exists is found by the index in the header.
   */
  void encode(MessageWriter writer, int existing) {
    Header fields = new Header();
    fields.index = existing;
    header.to(fields);
    writer.put8(0).put8(0).put16(0).put32(fields.index).put32(fields.flags).put32(fields.change);
    attributes.to(writer);
  }

  @Override
  public String toString() {
    return name == null ? "link" : name;
  }
}
